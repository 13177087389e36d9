-- alterego: kind=outcome
-- alterego: signature=outcome/unparsed/syntax/expected:refused:syntax/actual:refused:bad_definition/rebuild
-- alterego: engines=rebuild:mode=full,rebuild:mode=full:strategy=rebuild
-- alterego: mode=full
-- alterego: seed=0x1f342d467d15d78b
-- alterego: step=0
-- A divergence of the kind outcome, at the statement marked below.
-- Expected by shadow: refused (syntax): incomplete input [syntax]
-- Answered by rebuild:mode=full: refused (bad_definition): conflicting ON CONFLICT clauses specified
-- What every lane answered:
--   rebuild-3.40.1: predicted refused (syntax): incomplete input [syntax]; refused (bad_definition): conflicting ON CONFLICT clauses specified
--   rebuild-3.40.1: predicted refused (syntax): incomplete input [syntax]; refused (bad_definition): conflicting ON CONFLICT clauses specified
-- Reduced from 31 statements to 1. To see it again:
--   alterego replay outcome-unparsed-a2c8a0.sql
-- HERE: expected refused (syntax): incomplete input [syntax], answered refused (bad_definition): conflicting ON CONFLICT clauses specified
create table t3(a,unique(a)on conflict ignore
 unique(a)on conflict abort,;
