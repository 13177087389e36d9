-- 3.54 takes a text for a number if one stands in front of a NUL, and stores that.
-- The shadow kept the text, as SQLite did before.
CREATE TABLE t(a INT, b REAL);
INSERT INTO t(a, b) VALUES ('0' || x'00', '5' || x'0041'), ('7' || x'0041', 'x' || x'00'), (' 7 ' || x'00', '1e3' || x'00'), ('7x' || x'00', '7' || x'20' || x'0041'), ('' || x'00', x'00' || '5'), ('9223372036854775807' || x'00', '.5' || x'00'), ('12345678901234567890' || x'00','-' || x'00'), ('1.5e' || x'00', '1.' || x'00'), ('0x10' || x'00', '5' || x'00' || '9');
ALTER TABLE t ADD c;
