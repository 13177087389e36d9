alter/**/table	main . t
add--x
column c int default-5 not null on conflict rollback collate nocase check(c<>'--')