// Short scripts, each statement judged by the shadow and carried out by SQLite:
// outcome, message, schema and rows must be the same.
#include <string>
#include <string_view>

#include "differential.h"
#include "gtest/gtest.h"

namespace alterego::shadow {
namespace {

struct Case {
  std::string_view name;
  std::string_view script;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class DmlDifferential : public testing::TestWithParam<Case> {};

TEST_P(DmlDifferential, AgreesWithSqlite) {
  RunScript(GetParam().name, GetParam().script);
}

std::string NameOf(const testing::TestParamInfo<Case>& info) {
  std::string out;
  for (char c : info.param.name) out += c == ' ' || c == '-' ? '_' : c;
  return out;
}

constexpr Case kPlain[] = {
    {"values",
     "CREATE TABLE t(a,b); INSERT INTO t VALUES(1,'x'),(2.5,x'00');"
     "INSERT INTO t(b) VALUES(NULL); INSERT INTO t DEFAULT VALUES"},
    {"row values",
     "CREATE TABLE t(a TEXT COLLATE NOCASE, b INTEGER, c);"
     "INSERT INTO t(c) VALUES(('A',2) = (2,'A')),((NULL,'a') = (1,NULL))"
     ",((1,NULL) = (2,'a')),((1,'a') = ('A',NULL)),(('A',1) = (NULL,1)),"
     "(('a',2) = (1,'a')),((1,NULL) = (1,'A')),(('A','a') = (1,1)),((NUL"
     "L,NULL) = (1,1)),((1,1) <> (2,2)),((1,'A') <> (1,1)),((1,'a') <> ("
     "2,NULL)),((2,'a') <> (1,1)),((2,NULL) <> (2,2)),(('A','A') <> (NUL"
     "L,'A')),((2,NULL) <> (2,2)),((2,'a') <> (2,1)),(('a','a') <> (1,NU"
     "LL)),((2,NULL) < (2,'a')),((NULL,'A') < ('a',2)),(('a','A') < (NUL"
     "L,'a')),((NULL,1) < ('A',1)),((NULL,1) < ('a',2)),(('A',2) < ('A',"
     "2)),(('a',NULL) < ('A',2)),((2,NULL) < ('a',NULL)),((1,2) < ('A','"
     "A')),((2,1) <= (2,2)),(('A',NULL) <= (2,2)),((2,1) <= (NULL,1)),(("
     "2,'a') <= (1,NULL)),((NULL,'A') <= ('A','a')),((NULL,1) <= ('A',2)"
     "),((2,'a') <= ('a',1)),((NULL,NULL) <= ('a',2)),((1,1) <= ('A',1))"
     ",(('a',NULL) > (1,'a')),((2,1) > (NULL,'a')),((2,1) > ('a','A')),("
     "(1,'A') > ('a','a')),((2,'a') > (2,2)),(('a','a') > (1,NULL)),(('a"
     "','A') > (1,'a')),((2,1) > (NULL,'a')),((2,'A') > ('A','A')),((2,N"
     "ULL) >= (2,'A')),((NULL,2) >= (2,'A')),((2,'a') >= (2,2)),((2,1) >"
     "= ('A',NULL)),(('a','A') >= (2,2)),((2,'a') >= (2,'A')),((2,2) >= "
     "(2,2)),(('a',2) >= (1,'a')),((2,2) >= ('A',1)),(('A',1) IS (1,2)),"
     "(('a',2) IS (NULL,'a')),((1,'A') IS ('A','A')),(('a',2) IS ('A','A"
     "')),((2,NULL) IS (1,1)),(('A','a') IS ('A',1)),((1,1) IS (NULL,'a'"
     ")),((1,1) IS (NULL,1)),((NULL,2) IS (1,'a')),((1,'A') IS NOT (NULL"
     ",'a')),(('a',2) IS NOT ('a','A')),((NULL,'A') IS NOT (1,1)),((2,NU"
     "LL) IS NOT (2,'a')),((2,'a') IS NOT (NULL,'A')),((2,NULL) IS NOT ("
     "'A','A')),((2,NULL) IS NOT (2,'A')),(('A',2) IS NOT ('A',2)),((2,1"
     ") IS NOT ('a','a')),(('A','A',2) < ('a',1,1)),(('A','A') BETWEEN ("
     "2,'a') AND (1,1)),(('a',1,1) < ('A',NULL,2)),(('a',1) NOT BETWEEN "
     "(1,'A') AND (NULL,2)),((2,'A','A') < ('A',1,2)),((2,'A') BETWEEN ("
     "'A','A') AND (1,2)),(('a',1,'a') < (2,'a','a')),(('a',1) NOT BETWE"
     "EN ('a',2) AND ('a','a')),(('A',2,2) < ('a',2,'a')),(('A',2) BETWE"
     "EN (2,'a') AND (2,'a')),(('a',2,1) < ('a',NULL,NULL)),(('a',2) NOT"
     " BETWEEN (1,'a') AND (NULL,NULL)),((2,NULL,1) < ('a',NULL,'a')),(("
     "2,NULL) BETWEEN (1,'a') AND (NULL,'a')),((1,'a',NULL) < (1,'a',2))"
     ",((1,'a') NOT BETWEEN (NULL,1) AND ('a',2))"},
    {"row values of columns",
     "CREATE TABLE t(a TEXT COLLATE NOCASE, b INTEGER, c);"
     "INSERT INTO t VALUES('x',1,0),('Y',2,0),(NULL,3,0),('y',NULL,0);"
     "UPDATE t SET c=1 WHERE (a,b)=('X','1'); UPDATE t SET c=(a,b)<('Z',2);"
     "UPDATE t SET c=(b,a)>=('1','Y'); UPDATE t SET c=((a,b)) IS ('y',NULL);"
     "UPDATE t SET c=(a,b) BETWEEN ('a',0) AND ('x','1');"
     "UPDATE t SET c=(b,b+1,(a))<>(1,2,'X'); DELETE FROM t WHERE (a,b)<('X',9);"
     "UPDATE t SET c=(a,b)=1; UPDATE t SET c=(a,b)=(1,2,3);"
     "UPDATE t SET c=(a,nope)=1; UPDATE t SET c=(a,nope)=(1,2);"
     "UPDATE t SET c=a BETWEEN (1,2) AND 3;"
     "UPDATE t SET c=(a,b) BETWEEN (1,2) AND 3"},
    {"match",
     "CREATE TABLE t(a,b); UPDATE t SET a=b MATCH 'x'; INSERT INTO t "
     "VALUES(1,2)"
     "; UPDATE t SET a=b MATCH 'x'; DELETE FROM t WHERE a=2 AND a MATCH b;"
     "DELETE FROM t WHERE a NOT MATCH b; UPDATE t SET a=1 WHERE 0 AND a MATCH "
     "b;"
     "UPDATE t SET a=nope MATCH b; INSERT INTO t VALUES(1 MATCH 2, 3)"},
    {"affinity integer",
     "CREATE TABLE t(a INTEGER); INSERT INTO t VALUES('12'),(' 12 '),('1e3'),"
     "('1.5'),(1.0),(1.5),('abc'),(x'31'),('0x10'),(''),(' "
     "'),('9223372036854775808'),"
     "(9223372036854775807),(9223372036854775808),(-9223372036854775808),"
     "(1e300),('12abc'),('+5'),('-0'),(-0.0),('1e'),('.5'),('5.'),('1e400')"},
    {"affinity numeric",
     "CREATE TABLE t(a NUMERIC); INSERT INTO t VALUES('12'),(' 12 '),('1e3'),"
     "('1.5'),(1.0),(1.5),('abc'),(x'31'),('0x10'),(''),('9223372036854775808')"
     ","
     "(9223372036854775807),(9007199254740993.0),('9007199254740993'),(1e18)"},
    {"affinity real",
     "CREATE TABLE t(a REAL); INSERT INTO t VALUES(1),('12'),('abc'),(1.5),"
     "(9007199254740993),('1e2'),(NULL),(x'3132'),(-0.0),('9223372036854775807'"
     ")"},
    {"affinity text",
     "CREATE TABLE t(a TEXT); INSERT INTO t "
     "VALUES(1),(1.0),(1e20),(1.5),(1e15),"
     "(1e14),(0.1),(123456789012345678),(1e-5),(0.0001),(1e100),(x'31'),(NULL),"
     "(1.1e-7),(100000000000000.5),(3.14159265358979323846),(2.0e300),(-0.0),"
     "(1e999),(-1e999),(0.30000000000000004),(1234567.891)"},
    {"affinity blob",
     "CREATE TABLE t(a BLOB,b); INSERT INTO t VALUES(1,1.0),('1','x'),(1.0,2)"},
    {"affinity names",
     "CREATE TABLE t(a FLOATING POINT, b VARCHAR(10), c BLOBBY, d DOUBLE "
     "PRECISION,"
     "e DECIMAL(3,1), f CHARINT, g STRING, h BOOLEAN, i DATETIME);"
     "INSERT INTO t "
     "VALUES('1','2','3','4','5','6','7','8','9'),(1,2,3,4,5,6,7,8,9)"},
    {"literals",
     "CREATE TABLE t(a); INSERT INTO t VALUES(0x10),(0xffffffffffffffff),(1e3),"
     "(.5),(5.),(1.e2),(-5),(- "
     "5),(+7),('it''s'),(x'AbCd'),(TRUE),(false),(1_0)"},
    {"numbers",
     "CREATE TABLE t(a); INSERT INTO t VALUES(0x10),(0xffffffffffffffff),(1e3),"
     "(.5),(5.),(1.e2),(-5),(- 5),(+7),('it''s'),(x'AbCd'),(TRUE),(false),"
     "(123456789012345678901234567890),(1.7976931348623157e308),(4.9e-324),"
     "(0.1),(2.2250738585072014e-308),(-9223372036854775808),"
     "(- -9223372036854775808),(1e-400)"},
    {"arithmetic",
     "CREATE TABLE t(a); INSERT INTO t VALUES(1+2),(7/2),(-7/2),(7%3),(-7%3),"
     "(7.5%2),(1/0),(1%0),(1.0/0),(9223372036854775807+1),"
     "(-9223372036854775807-2),(9223372036854775807*2),('5'+'6'),('5x'*2),"
     "('abc'+1),('1.5'+1),(NULL+1),(5-'2'),('1e2'+0),(x'35'+1),"
     "((-9223372036854775807-1)/-1),((-9223372036854775807-1)%-1),(5.0/"
     "2),(1.5*2)"},
    {"bits",
     "CREATE TABLE t(a); INSERT INTO t VALUES(5&3),(5|3),(~5),(1<<3),"
     "(-16>>2),(1<<64),(1>>64),(-1>>64),(1<<-1),(8>>-1),('7'&3),(NULL|1),"
     "(1.9&1),(1<<63),(-1<<-70)"},
    {"concat",
     "CREATE TABLE t(a); INSERT INTO t VALUES('a'||'b'),(1||2),"
     "(1.0||'x'),(NULL||'x'),(x'41'||x'42'),(1e20||''),(-0.0||'')"},
    {"logic",
     "CREATE TABLE t(a); INSERT INTO t VALUES(1 AND 0),(1 AND NULL),"
     "(0 AND NULL),(1 OR NULL),(0 OR NULL),(NOT NULL),(NOT 5),(NOT 0),"
     "('1' AND 'x'),(NOT 'abc'),(0.5 AND 1),(x'31' OR 0),('0.0' OR 0)"},
    {"is",
     "CREATE TABLE t(a); INSERT INTO t VALUES(NULL IS NULL),(1 IS NULL),"
     "(1 IS NOT NULL),(1 IS 1.0),(1 IS '1'),(NULL IS NOT 1),(5 IS TRUE),"
     "(0 IS FALSE),(NULL IS TRUE),(NULL IS NOT FALSE),(5 IS NOT TRUE),"
     "(1 ISNULL),(NULL NOTNULL),(NULL NOT NULL),(1 IS DISTINCT FROM 2),"
     "(NULL IS NOT DISTINCT FROM NULL),('abc' IS TRUE)"},
    {"compare",
     "CREATE TABLE t(a); INSERT INTO t VALUES(1<2),('a'<'B'),(1<'a'),"
     "('a'<x'00'),(1=1.0),('1'=1),(NULL=NULL),(1<>2),(2!=2),(1==1),"
     "('a'='A' COLLATE NOCASE),('a '='a' COLLATE RTRIM),"
     "(9007199254740993=9007199254740992.0),(CAST('1' AS INT)='1'),"
     "('1'=CAST(1 AS TEXT)),(1=CAST(1 AS TEXT))"},
    {"between in",
     "CREATE TABLE t(a); INSERT INTO t VALUES(5 BETWEEN 1 AND 9),"
     "(5 NOT BETWEEN 1 AND 9),(NULL BETWEEN 1 AND 2),(5 BETWEEN NULL AND 2),"
     "(3 IN (1,2,3)),(3 NOT IN (1,2)),(3 IN (1,NULL)),(3 IN ()),"
     "(NULL IN ()),(NULL IN (1)),('1' IN (1)),(1 IN ('1')),"
     "(CAST(1 AS INT) IN ('1','2')),(CAST(1 AS INT) IN ('1')),"
     "('A' COLLATE NOCASE IN ('a','b')),(3 NOT IN (NULL,4))"},
    {"like",
     "CREATE TABLE t(a); INSERT INTO t VALUES('abc' LIKE 'A%'),"
     "('abc' LIKE 'a_c'),('a%c' LIKE 'a\\%c' ESCAPE '\\'),('abc' LIKE 'b'),"
     "(12 LIKE '1%'),(NULL LIKE 'a'),('abc' NOT LIKE 'a%'),"
     "('abc' GLOB 'a*'),('abc' GLOB 'A*'),('abc' GLOB '[a-c]b?'),"
     "('abc' GLOB '[^a]*'),('a]' GLOB 'a[]]'),('' LIKE '%'),('é' LIKE '_'),"
     "('É' LIKE 'é'),('aXb' LIKE 'aX%b' ESCAPE 'X')"},
    {"case",
     "CREATE TABLE t(a); INSERT INTO t VALUES(CASE 1 WHEN 1 THEN 'a' ELSE 'b' "
     "END),"
     "(CASE WHEN 0 THEN 1 END),(CASE NULL WHEN NULL THEN 1 ELSE 2 END),"
     "(CASE WHEN NULL THEN 1 ELSE 3 END),(CASE '1' WHEN 1 THEN 'y' ELSE 'n' "
     "END)"},
    {"cast",
     "CREATE TABLE t(a); INSERT INTO t VALUES(CAST('12abc' AS INTEGER)),"
     "(CAST('1.9' AS INTEGER)),(CAST(1.9 AS INTEGER)),(CAST(-1.9 AS INTEGER)),"
     "(CAST('1.5x' AS REAL)),(CAST(5 AS TEXT)),(CAST(5.0 AS TEXT)),"
     "(CAST('abc' AS BLOB)),(CAST(x'414243' AS TEXT)),(CAST(12 AS BLOB)),"
     "(CAST('12' AS NUMERIC)),(CAST('1.0' AS NUMERIC)),(CAST('1e3' AS "
     "NUMERIC)),"
     "(CAST('x' AS NUMERIC)),(CAST(NULL AS INTEGER)),(CAST(1e300 AS INTEGER)),"
     "(CAST(x'3132' AS INTEGER)),(CAST('9223372036854775808' AS INTEGER)),"
     "(CAST(1.0 AS NUMERIC)),(CAST(' 5 ' AS NUMERIC)),(CAST('' AS REAL))"},
    {"functions",
     "CREATE TABLE t(a); INSERT INTO t VALUES(abs(-5)),(abs(-5.5)),"
     "(abs('x')),(abs('-7')),(abs(NULL)),(length('héllo')),(length(123)),"
     "(length(x'0001')),(length(1.5)),(length(NULL)),(lower('ABC')),"
     "(upper('abcé')),(typeof(1)),(typeof(1.0)),(typeof('x')),"
     "(typeof(NULL)),(typeof(x'')),(coalesce(NULL,2,3)),(ifnull(NULL,'x')),"
     "(nullif(1,1)),(nullif(1,2)),(nullif('a','A')),(iif(1,'a','b')),"
     "(iif(NULL,'a','b'))"},
    {"functions text",
     "CREATE TABLE t(a); INSERT INTO t VALUES(substr('hello',2,3)),"
     "(substr('hello',-3)),(substr('hello',0,3)),(substr('hello',2)),"
     "(substr('hello',-3,2)),(substr('hello',3,-2)),(substr(x'010203',2,1)),"
     "(substr('hello',10)),(substr('hé',2)),(substr(12345,2,2)),"
     "(substr('abc',-5,3)),(trim('  x ')),(ltrim('xxabc','x')),"
     "(rtrim('abcxx','x')),(trim('xyabcyx','xy')),(trim(5)),"
     "(hex('abc')),(hex(x'0f')),(hex(NULL)),(hex(12)),(quote('it''s')),"
     "(quote(NULL)),(quote(x'0f')),(quote(5)),(quote(1.5)),"
     "(instr('hello','ll')),(instr('hello','z')),(instr(x'010203',x'02')),"
     "(instr('é1','1')),(replace('aXbX','X','yy')),(replace('a','','b')),"
     "(replace(5,'','a')),(unicode('é')),(unicode('')),(char(65,233)),"
     "(substr('abc',NULL)),(replace('abc','b',NULL))"},
    {"functions number",
     "CREATE TABLE t(a); INSERT INTO t VALUES(min(1,2)),(max(1,'a')),"
     "(min(NULL,1)),(max(1,1.0)),(min(1,1.0)),(min('a','B')),"
     "(max('a','B' COLLATE NOCASE)),(round(2.5)),(round(-2.5)),"
     "(round(1e20)),(round('x')),(round(NULL)),(round(5)),"
     "(sign(-3)),(sign('x')),(sign(0.0)),(likely(5)),(unlikely('x'))"},
    {"no such function",
     "CREATE TABLE t(a); INSERT INTO t VALUES(nosuch(1));"
     "INSERT INTO t VALUES(nosuch(nope));"
     "INSERT INTO t VALUES(abs(1,2)); INSERT INTO t VALUES(abs());"
     "INSERT INTO t VALUES(count(*)); INSERT INTO t VALUES(max(1))"},
    {"no such column",
     "CREATE TABLE t(a); INSERT INTO t VALUES(b);"
     "INSERT INTO t VALUES(\"b\"); INSERT INTO t VALUES(t.a);"
     "INSERT INTO t(zz) VALUES(1); INSERT INTO t(a,a) VALUES(1,2);"
     "INSERT INTO nope VALUES(1); INSERT INTO main.nope VALUES(1);"
     "INSERT INTO nosuch.t VALUES(1); UPDATE t SET zz=1;"
     "UPDATE t SET a=zz; UPDATE t SET a=1 WHERE zz=1;"
     "DELETE FROM t WHERE zz; DELETE FROM nope; UPDATE nope SET a=1"},
    {"counts",
     "CREATE TABLE t(a,b); INSERT INTO t VALUES(1); INSERT INTO t "
     "VALUES(1,2,3);"
     "INSERT INTO t(a) VALUES(1,2); INSERT INTO t(a,b) VALUES(1);"
     "INSERT INTO main.t VALUES(1); INSERT INTO t AS x VALUES(1);"
     "INSERT INTO t VALUES(1,2),(3); INSERT INTO t VALUES(zz,1),(yy,2);"
     "INSERT INTO main.t(zz) VALUES(1)"},
    {"update",
     "CREATE TABLE t(a INT,b TEXT); INSERT INTO t "
     "VALUES(1,'x'),(2,'y'),(3,'z');"
     "UPDATE t SET b=a; UPDATE t SET a=a+10 WHERE a>1; UPDATE t SET a=b,b=a;"
     "UPDATE t SET a=5,a=6; UPDATE t AS x SET a=x.a+1; UPDATE t AS x SET a=t.a;"
     "UPDATE t SET rowid=rowid+10; UPDATE t SET rowid='x'; UPDATE t SET oid=1"},
    {"delete",
     "CREATE TABLE t(a); INSERT INTO t VALUES(1),(2),(3); DELETE FROM t WHERE "
     "a=2;"
     "INSERT INTO t VALUES(4); DELETE FROM t; INSERT INTO t VALUES(5);"
     "DELETE FROM t WHERE rowid=1; DELETE FROM t AS z WHERE z.a=5"},
    {"column compare affinity",
     "CREATE TABLE t(i INT,x TEXT,b BLOB,n); INSERT INTO t "
     "VALUES(1,'1','1','1'),(2,2,2,2);"
     "UPDATE t SET n=(i=x); UPDATE t SET n=(x=1); UPDATE t SET n=(b='1');"
     "UPDATE t SET n=(i=b); UPDATE t SET n=(b=1); UPDATE t SET n=(i='1');"
     "UPDATE t SET n=(i IN ('1','2')); UPDATE t SET n=(x IN (1,2));"
     "UPDATE t SET n=(x BETWEEN 1 AND 2); UPDATE t SET n=(+x=1); UPDATE t SET "
     "n=((x)=1);"
     "UPDATE t SET n=CASE x WHEN 1 THEN 'y' ELSE 'n' END"},
    {"column collation",
     "CREATE TABLE t(a TEXT COLLATE NOCASE,b TEXT,r TEXT COLLATE RTRIM);"
     "INSERT INTO t VALUES('A','a','a  '),('b','B','B');"
     "UPDATE t SET b='m' WHERE a=b; UPDATE t SET b='k' WHERE r='a';"
     "DELETE FROM t WHERE b=a COLLATE BINARY; UPDATE t SET b='q' WHERE a IN "
     "('B');"
     "UPDATE t SET b=(a<'C'); UPDATE t SET b=min(a,'B')"},
    {"rowid",
     "CREATE TABLE t(a); INSERT INTO t(rowid,a) VALUES(10,'x');"
     "INSERT INTO t VALUES('y'); INSERT INTO t(oid,a) VALUES(-5,'z');"
     "INSERT INTO t(_rowid_) VALUES(NULL); INSERT INTO t(rowid,a) "
     "VALUES('7','q');"
     "INSERT INTO t(rowid,a) VALUES(7.0,'dup'); INSERT INTO t(rowid,a) "
     "VALUES(7.5,'q');"
     "INSERT INTO t(rowid,a) VALUES('abc','q'); DELETE FROM t WHERE rowid>5;"
     "INSERT INTO t VALUES('next')"},
    {"integer primary key",
     "CREATE TABLE t(id INTEGER PRIMARY KEY,a);"
     "INSERT INTO t VALUES(1,'a'); INSERT INTO t(a) VALUES('b');"
     "INSERT INTO t VALUES(NULL,'c'); INSERT INTO t VALUES(2,'dup');"
     "INSERT INTO t VALUES('x','d'); INSERT INTO t VALUES('9','e');"
     "INSERT INTO t(rowid,a) VALUES(20,'f'); UPDATE t SET id=1 WHERE id=2;"
     "UPDATE t SET id=id+100; UPDATE t SET id=NULL;"
     "INSERT INTO t VALUES(1.5,1); INSERT INTO t(id) VALUES(x'31')"},
    {"negative rowid",
     "CREATE TABLE t(a); INSERT INTO t(rowid) VALUES(-9);"
     "INSERT INTO t VALUES(1); INSERT INTO t(rowid) "
     "VALUES(9223372036854775807);"
     "/*?*/INSERT INTO t VALUES(2)"},
    {"autoincrement",
     "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT,a);"
     "INSERT INTO t(a) VALUES('x'),('y'); DELETE FROM t;"
     "INSERT INTO t(a) VALUES('z'); INSERT INTO t VALUES(100,'q');"
     "INSERT INTO t VALUES(50,'q'); UPDATE t SET id=500 WHERE id=100;"
     "INSERT INTO t(a) VALUES('w'); DELETE FROM sqlite_sequence;"
     "INSERT INTO t(a) VALUES('v'); UPDATE sqlite_sequence SET seq=1000;"
     "INSERT INTO t(a) VALUES('u'); INSERT INTO t VALUES(600,'dup'),(700,'x');"
     "INSERT INTO t VALUES(700,'dup')"},
    {"autoincrement negative",
     "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT);"
     "INSERT INTO t VALUES(-5); INSERT INTO t VALUES(0);"
     "INSERT INTO t VALUES(NULL)"},
    {"autoincrement or ignore",
     "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT,a UNIQUE);"
     "INSERT INTO t(a) VALUES(1); INSERT OR IGNORE INTO t(a) VALUES(1);"
     "INSERT INTO t(a) VALUES(2); INSERT OR FAIL INTO t(a) VALUES(5),(2);"
     "INSERT INTO t(a) VALUES(3)"},
    {"autoincrement two tables",
     "CREATE TABLE a(i INTEGER PRIMARY KEY AUTOINCREMENT);"
     "CREATE TABLE b(i INTEGER PRIMARY KEY AUTOINCREMENT);"
     "INSERT INTO b DEFAULT VALUES; INSERT INTO a DEFAULT VALUES;"
     "INSERT INTO b VALUES(7); DROP TABLE b; INSERT INTO a VALUES(9);"
     "CREATE TEMP TABLE c(i INTEGER PRIMARY KEY AUTOINCREMENT);"
     "INSERT INTO c DEFAULT VALUES"},
    {"defaults",
     "CREATE TABLE t(a DEFAULT 5,b TEXT DEFAULT 5,c DEFAULT 'x',d DEFAULT "
     "(1+1),"
     "e DEFAULT -3,f DEFAULT TRUE,g DEFAULT abc,h DEFAULT \"true\",i DEFAULT "
     "NULL,"
     "j INT DEFAULT '7',k DEFAULT x'01',l DEFAULT +4,m REAL DEFAULT 1);"
     "INSERT INTO t DEFAULT VALUES; INSERT INTO t(a) VALUES(1);"
     "INSERT INTO t(a,b) VALUES(NULL,NULL)"},
    {"without rowid",
     "CREATE TABLE t(a TEXT,b INT,c,PRIMARY KEY(b,a)) WITHOUT ROWID;"
     "INSERT INTO t VALUES('x',2,1),('a',2,2),('q',1,3); INSERT INTO t "
     "VALUES('x',2,9);"
     "INSERT INTO t VALUES(NULL,1,1); INSERT INTO t(c) VALUES(1); UPDATE t SET "
     "b=5 WHERE c=3;"
     "UPDATE t SET a='x'; DELETE FROM t WHERE b=2; INSERT OR REPLACE INTO t "
     "VALUES('q',5,77);"
     "UPDATE t SET rowid=1; INSERT INTO t(rowid) VALUES(1); SELECT rowid FROM "
     "t"},
    {"without rowid integer key",
     "CREATE TABLE t(id INTEGER PRIMARY KEY,a UNIQUE) WITHOUT ROWID;"
     "INSERT INTO t VALUES(3,'c'),(1,'a'); INSERT INTO t VALUES('2','b');"
     "INSERT INTO t VALUES(NULL,'x'); INSERT INTO t VALUES('q','x');"
     "INSERT INTO t VALUES(1,'z'); INSERT INTO t VALUES(9,'a'); DELETE FROM t "
     "WHERE id=1"},
    {"without rowid desc",
     "CREATE TABLE t(a INT PRIMARY KEY DESC,b) WITHOUT ROWID;"
     "INSERT INTO t VALUES(1,1),(3,3),(2,2); UPDATE t SET a=10 WHERE a=1"},
    {"without rowid nocase",
     "CREATE TABLE t(a TEXT COLLATE NOCASE PRIMARY KEY,b) WITHOUT ROWID;"
     "INSERT INTO t VALUES('b',1),('A',2); INSERT INTO t VALUES('B',3);"
     "UPDATE t SET a='B' WHERE a='b'; INSERT OR REPLACE INTO t VALUES('a',9)"},
    {"sqlite schema",
     "CREATE TABLE t(a); INSERT INTO sqlite_master VALUES(1,2,3,4,5);"
     "DELETE FROM sqlite_schema; UPDATE sqlite_temp_master SET name=1"},
    {"returning",
     "CREATE TABLE t(a); INSERT INTO t VALUES(1) RETURNING *; DELETE FROM t "
     "RETURNING *"},
};
INSTANTIATE_TEST_SUITE_P(Plain, DmlDifferential, testing::ValuesIn(kPlain),
                         NameOf);

constexpr Case kConstraints[] = {
    {"not null",
     "CREATE TABLE t(a NOT NULL,b NOT NULL DEFAULT 5,c); INSERT INTO t "
     "VALUES(NULL,1,1);"
     "INSERT INTO t(a) VALUES(1); INSERT INTO t(a,b) VALUES(1,NULL); UPDATE t "
     "SET a=NULL;"
     "INSERT INTO t(c) VALUES(1); INSERT OR IGNORE INTO t "
     "VALUES(NULL,1,1),(2,2,2);"
     "INSERT OR REPLACE INTO t VALUES(3,NULL,3); INSERT OR REPLACE INTO t "
     "VALUES(NULL,1,1);"
     "UPDATE OR IGNORE t SET a=NULL; UPDATE OR REPLACE t SET b=NULL"},
    {"not null order",
     "CREATE TABLE t(a UNIQUE,b NOT NULL CHECK(b>0),c CHECK(c<>5));"
     "INSERT INTO t VALUES(1,1,1); INSERT INTO t VALUES(1,NULL,5); INSERT INTO "
     "t VALUES(1,-1,5);"
     "INSERT INTO t VALUES(1,1,5); INSERT INTO t VALUES(1,1,1)"},
    {"not null conflict",
     "CREATE TABLE t(a NOT NULL ON CONFLICT IGNORE,b NOT NULL ON CONFLICT "
     "REPLACE DEFAULT 7,"
     "c NOT NULL ON CONFLICT FAIL); INSERT INTO t VALUES(NULL,1,1);"
     "INSERT INTO t VALUES(1,NULL,1); INSERT INTO t "
     "VALUES(2,2,2),(3,3,NULL),(4,4,4)"},
    {"not null rollback",
     "CREATE TABLE t(a NOT NULL ON CONFLICT ROLLBACK); BEGIN; INSERT INTO t "
     "VALUES(1);"
     "INSERT INTO t VALUES(2),(NULL); COMMIT; INSERT INTO t VALUES(NULL)"},
    {"check",
     "CREATE TABLE t(a CHECK(a>0),b,CHECK(b<>a),CONSTRAINT nm CHECK(b<100));"
     "INSERT INTO t VALUES(0,1); INSERT INTO t VALUES(1,1); INSERT INTO t "
     "VALUES(1,200);"
     "INSERT INTO t VALUES(NULL,1),(5,6); UPDATE t SET a=-1; UPDATE t SET b=a; "
     "INSERT OR IGNORE INTO t VALUES(0,0),(7,8);"
     "INSERT OR REPLACE INTO t VALUES(0,0); INSERT OR FAIL INTO t "
     "VALUES(8,9),(0,1),(9,10)"},
    {"check texts",
     "CREATE TABLE t(a CHECK(  a > 0 /* c */ ),b CHECK(\"b\">0),c "
     "CHECK((c)>0),d CHECK('x'<>d),e CHECK([e]>0));"
     "INSERT INTO t VALUES(0,1,1,1,1); INSERT INTO t VALUES(1,0,1,1,1); INSERT "
     "INTO t VALUES(1,1,0,1,1);"
     "INSERT INTO t VALUES(1,1,1,'x',1); INSERT INTO t VALUES(1,1,1,1,0)"},
    {"check names",
     "CREATE TABLE t(a CONSTRAINT foo NOT NULL CHECK(a>0),b CHECK(b>0) "
     "CONSTRAINT bar,"
     "CHECK(a<10) CONSTRAINT baz CHECK(a<20),CHECK(a<30)); INSERT INTO t "
     "VALUES(0,1);"
     "INSERT INTO t VALUES(1,0); INSERT INTO t VALUES(15,1); INSERT INTO t "
     "VALUES(25,1);"
     "INSERT INTO t VALUES(NULL,1)"},
    {"check name leaks",
     "CREATE TABLE t(a CONSTRAINT foo NOT NULL, CHECK(a>0)); INSERT INTO t "
     "VALUES(0)"},
    {"check quoted name",
     "CREATE TABLE t(a CONSTRAINT \"my c\" CHECK(a>0),b CONSTRAINT 'it''s' "
     "CHECK(b>0)); INSERT INTO t VALUES(0,1); INSERT INTO t VALUES(1,0)"},
    {"check rowid",
     "CREATE TABLE t(id INTEGER PRIMARY KEY CHECK(id<10),a CHECK(rowid<>a)); "
     "INSERT INTO t VALUES(11,1);"
     "INSERT INTO t VALUES(1,1); INSERT INTO t VALUES(1,2); UPDATE t SET id=2; "
     "UPDATE t SET id=20"},
    {"ignore checks",
     "CREATE TABLE t(a CHECK(a>0)); PRAGMA ignore_check_constraints=ON; INSERT "
     "INTO t VALUES(-1);"
     "PRAGMA ignore_check_constraints=OFF; INSERT INTO t VALUES(-2); UPDATE t "
     "SET rowid=5; UPDATE t SET a=a"},
    {"unique",
     "CREATE TABLE t(a UNIQUE,b,c,UNIQUE(b,c)); INSERT INTO t VALUES(1,2,3); "
     "INSERT INTO t VALUES(1,9,9);"
     "INSERT INTO t VALUES(2,2,3); INSERT INTO t "
     "VALUES(NULL,NULL,3),(NULL,NULL,3); INSERT INTO t VALUES(1,2,3);"
     "UPDATE t SET a=1; INSERT OR IGNORE INTO t VALUES(1,7,7),(8,8,8); INSERT "
     "OR REPLACE INTO t VALUES(1,8,8);"
     "UPDATE OR IGNORE t SET b=5,c=5; UPDATE OR REPLACE t SET a=3"},
    {"unique order",
     "CREATE TABLE t(a UNIQUE,b UNIQUE,c UNIQUE); INSERT INTO t VALUES(1,1,1); "
     "INSERT INTO t VALUES(1,1,1);"
     "CREATE UNIQUE INDEX i ON t(a,b); INSERT INTO t VALUES(1,1,2); DROP TABLE "
     "t;"
     "CREATE TABLE t(id INTEGER PRIMARY KEY,a UNIQUE); INSERT INTO t "
     "VALUES(1,1); INSERT INTO t VALUES(1,1)"},
    {"unique affinity",
     "CREATE TABLE t(a INT UNIQUE,b TEXT UNIQUE); INSERT INTO t VALUES('1',1); "
     "INSERT INTO t VALUES(1.0,'x');"
     "INSERT INTO t VALUES(2,'1'); CREATE TABLE u(a UNIQUE); INSERT INTO u "
     "VALUES(1),('1'); INSERT INTO u VALUES(1.0)"},
    {"unique collation",
     "CREATE TABLE t(a TEXT UNIQUE COLLATE NOCASE,b TEXT,UNIQUE(b COLLATE "
     "RTRIM)); INSERT INTO t VALUES('a','x');"
     "INSERT INTO t VALUES('A','y'); INSERT INTO t VALUES('b','x  '); INSERT "
     "INTO t VALUES('b','X')"},
    {"conflict clauses",
     "CREATE TABLE t(a UNIQUE ON CONFLICT IGNORE,b UNIQUE ON CONFLICT "
     "REPLACE,c UNIQUE ON CONFLICT FAIL);"
     "INSERT INTO t VALUES(1,1,1); INSERT INTO t VALUES(1,2,2); INSERT INTO t "
     "VALUES(2,1,2);"
     "INSERT INTO t VALUES(5,5,5),(6,6,5),(7,7,7); INSERT INTO t "
     "VALUES(9,2,5); INSERT OR ABORT INTO t VALUES(5,9,9);"
     "INSERT OR ROLLBACK INTO t VALUES(5,9,9)"},
    {"replace order",
     "CREATE TABLE t(id INTEGER PRIMARY KEY ON CONFLICT REPLACE,a UNIQUE,b "
     "UNIQUE ON CONFLICT REPLACE);"
     "INSERT INTO t VALUES(1,1,1),(2,2,2),(3,3,3); INSERT INTO t "
     "VALUES(1,2,9); INSERT INTO t VALUES(1,9,3);"
     "INSERT INTO t VALUES(2,5,5)"},
    {"replace several",
     "CREATE TABLE t(a UNIQUE,b UNIQUE,c UNIQUE); INSERT INTO t "
     "VALUES(1,1,1),(2,2,2),(3,3,3);"
     "REPLACE INTO t VALUES(1,2,3); REPLACE INTO t(rowid,a,b,c) "
     "VALUES(4,7,7,7)"},
    {"update swap",
     "CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES(1),(2),(3); UPDATE t SET "
     "a=a+1; UPDATE t SET a=a-1;"
     "UPDATE t SET a=-a; UPDATE OR IGNORE t SET a=a+1; UPDATE OR REPLACE t SET "
     "a=a-1; UPDATE OR FAIL t SET a=7"},
    {"update key",
     "CREATE TABLE t(id INTEGER PRIMARY KEY,a); INSERT INTO t "
     "VALUES(1,1),(2,2),(3,3); UPDATE t SET id=id+1;"
     "UPDATE t SET id=id-1; UPDATE OR REPLACE t SET id=5; UPDATE OR IGNORE t "
     "SET id=1"},
    {"partial index",
     "CREATE TABLE t(a,b); CREATE UNIQUE INDEX i ON t(a) WHERE b>0; INSERT "
     "INTO t VALUES(1,0),(1,0),(1,1);"
     "INSERT INTO t VALUES(1,5); UPDATE t SET b=1 WHERE rowid=1; INSERT OR "
     "REPLACE INTO t VALUES(1,9)"},
    {"expression index",
     "CREATE TABLE t(a,b); CREATE UNIQUE INDEX \"i'x\" ON t(lower(a)); INSERT "
     "INTO t VALUES('A',1);"
     "INSERT INTO t VALUES('a',2); CREATE UNIQUE INDEX j ON t(b+1,a); INSERT "
     "INTO t VALUES('z',1);"
     "UPDATE t SET a='a' WHERE b=1; UPDATE t SET a='a'"},
    {"index over rows",
     "CREATE TABLE t(a,b); INSERT INTO t VALUES(1,1),(1,2),(NULL,3),(NULL,4); "
     "CREATE UNIQUE INDEX i ON t(a);"
     "CREATE UNIQUE INDEX i ON t(a,b); CREATE UNIQUE INDEX j ON t(a) WHERE "
     "b=1; CREATE UNIQUE INDEX k ON t(abs(a));"
     "CREATE INDEX l ON t(a); INSERT INTO t VALUES(1,1)"},
    {"index order",
     "CREATE TABLE t(a,b,c); CREATE UNIQUE INDEX i1 ON t(a); CREATE UNIQUE "
     "INDEX i2 ON t(b); INSERT INTO t VALUES(1,1,1);"
     "INSERT INTO t VALUES(1,1,1); DROP INDEX i2; CREATE UNIQUE INDEX i3 ON "
     "t(c); INSERT INTO t VALUES(1,1,1)"},
    {"strict",
     "CREATE TABLE t(a INT,b INTEGER,c REAL,d TEXT,e BLOB,f ANY) STRICT; "
     "INSERT INTO t VALUES(1,2,3,'4',x'05',6);"
     "INSERT INTO t VALUES('1','2','3',4,x'05','6'); INSERT INTO t "
     "VALUES('x',1,1,1,x'00',1); INSERT INTO t VALUES(1,1.5,1,1,x'00',1);"
     "INSERT INTO t VALUES(1,1,'q',1,x'00',1); INSERT INTO t "
     "VALUES(1,1,1,x'01',x'00',1); INSERT INTO t VALUES(1,1,1,1,'b',1);"
     "INSERT INTO t VALUES(NULL,NULL,NULL,NULL,NULL,NULL); UPDATE t SET "
     "a='zz'; UPDATE t SET f='007'; INSERT OR IGNORE INTO t(a) VALUES('x')"},
    {"strict order",
     "CREATE TABLE t(a INT NOT NULL,b INT CHECK(b>0),c INT UNIQUE) STRICT; "
     "INSERT INTO t VALUES(NULL,'x',1);"
     "INSERT INTO t VALUES(1,'x',1); INSERT INTO t VALUES(1,-1,'x'); INSERT "
     "INTO t VALUES(1,1,1); INSERT INTO t VALUES(1,1,1)"},
    {"strict key",
     "CREATE TABLE t(id INTEGER PRIMARY KEY,a INT) STRICT; INSERT INTO t "
     "VALUES(1,1); INSERT INTO t VALUES(1,'x');"
     "INSERT INTO t VALUES('x',1); CREATE TABLE u(a TEXT PRIMARY KEY,b ANY) "
     "STRICT,WITHOUT ROWID; INSERT INTO u VALUES(1,2.0);"
     "INSERT INTO u VALUES(x'01',2)"},
    {"generated",
     "CREATE TABLE t(a INT,b AS (a*2),c AS (b+1) STORED,d TEXT AS (a)); INSERT "
     "INTO t VALUES(1); INSERT INTO t(a) VALUES('5'),(NULL);"
     "INSERT INTO t(a,b) VALUES(1,2); UPDATE t SET b=1; UPDATE t SET a=a+1; "
     "UPDATE t SET a=0 WHERE b>3; INSERT INTO t VALUES(1,2);"
     "DELETE FROM t WHERE c=1"},
    {"generated constraints",
     "CREATE TABLE t(a,b AS (a||'x') UNIQUE,c AS (a+0) STORED NOT NULL "
     "CHECK(c<10)); INSERT INTO t VALUES(1);"
     "INSERT INTO t VALUES(1); INSERT INTO t VALUES(NULL); INSERT INTO t "
     "VALUES(50); UPDATE t SET a=60; UPDATE t SET a=NULL"},
    {"generated first",
     "CREATE TABLE t(g AS (b) STORED,id INTEGER PRIMARY KEY,b); INSERT INTO t "
     "VALUES(5,'x'); INSERT INTO t VALUES(NULL,'y');"
     "INSERT INTO t(b) VALUES('z'); UPDATE t SET id=50 WHERE g='y'"},
    {"generated rowid alias",
     "CREATE TABLE t(id INTEGER PRIMARY KEY,g AS (id*10),h AS (id+1) STORED "
     "UNIQUE); INSERT INTO t DEFAULT VALUES;"
     "INSERT INTO t VALUES(7); INSERT INTO t VALUES(7); UPDATE t SET id=8 "
     "WHERE id=7"},
    {"generated default",
     "CREATE TABLE t(a NOT NULL ON CONFLICT REPLACE DEFAULT 3,b AS (a+1) "
     "STORED NOT NULL); INSERT INTO t VALUES(NULL)"},
    {"generated strict",
     "CREATE TABLE t(a INT,b TEXT AS (a) STORED,c INT AS (a||'x') VIRTUAL) "
     "STRICT; INSERT INTO t VALUES(1); INSERT INTO t VALUES('q')"},
    {"or rollback",
     "CREATE TABLE t(a UNIQUE); BEGIN; INSERT INTO t VALUES(1); INSERT OR "
     "ROLLBACK INTO t VALUES(1); COMMIT; INSERT INTO t VALUES(2);"
     "INSERT OR ROLLBACK INTO t VALUES(3),(2); SAVEPOINT s; INSERT INTO t "
     "VALUES(9); UPDATE OR ROLLBACK t SET a=9; RELEASE s"},
    {"or fail",
     "CREATE TABLE t(a UNIQUE); INSERT OR FAIL INTO t VALUES(1),(2),(1),(3); "
     "BEGIN; INSERT OR FAIL INTO t VALUES(5),(1); ROLLBACK"},
    {"upsert",
     "CREATE TABLE t(a UNIQUE,b); INSERT INTO t VALUES(1,1) ON CONFLICT DO "
     "NOTHING; INSERT INTO t VALUES(1,2) ON CONFLICT DO NOTHING;"
     "INSERT INTO t VALUES(1,3) ON CONFLICT(a) DO UPDATE SET b=excluded.b; "
     "INSERT INTO t VALUES(1,4) ON CONFLICT(a) DO UPDATE SET b=b+excluded.b "
     "WHERE b<2;"
     "INSERT INTO t VALUES(1,5),(2,6),(1,7) ON CONFLICT(a) DO UPDATE SET "
     "b=t.b*10; INSERT INTO t VALUES(1,8) ON CONFLICT(b) DO NOTHING;"
     "INSERT INTO t VALUES(1,9) ON CONFLICT(zz) DO NOTHING; INSERT INTO t "
     "VALUES(2,1) ON CONFLICT(a) DO UPDATE SET a=1;"
     "INSERT INTO t VALUES(1,1) ON CONFLICT DO UPDATE SET b='any'; INSERT INTO "
     "t VALUES(1,1) ON CONFLICT(a) DO UPDATE SET zz=1;"
     "INSERT INTO t VALUES(1,1) ON CONFLICT(a) DO UPDATE SET b=excluded.zz"},
    {"upsert key",
     "CREATE TABLE t(id INTEGER PRIMARY KEY,a UNIQUE,b); INSERT INTO t "
     "VALUES(1,1,1),(2,2,2);"
     "INSERT INTO t VALUES(1,9,9) ON CONFLICT(id) DO UPDATE SET b=excluded.a; "
     "INSERT INTO t VALUES(1,2,9) ON CONFLICT(id) DO NOTHING;"
     "INSERT INTO t VALUES(1,2,9) ON CONFLICT(a) DO UPDATE SET b='a'; INSERT "
     "INTO t VALUES(5,2,9) ON CONFLICT(id) DO UPDATE SET b=5;"
     "INSERT INTO t VALUES(1,7,1) ON CONFLICT(rowid) DO UPDATE SET "
     "id=excluded.id+50,b=excluded.rowid"},
    {"upsert not null",
     "CREATE TABLE t(a PRIMARY KEY,b NOT NULL); INSERT INTO t VALUES(1,1); "
     "INSERT INTO t VALUES(1,NULL) ON CONFLICT DO NOTHING;"
     "INSERT INTO t VALUES(1,2) ON CONFLICT(a) DO UPDATE SET b=NULL; INSERT "
     "INTO t VALUES(1,2) ON CONFLICT(a) DO UPDATE SET b=7 WHERE excluded.b=2"},
};
INSTANTIATE_TEST_SUITE_P(Constraints, DmlDifferential,
                         testing::ValuesIn(kConstraints), NameOf);

constexpr Case kForeignKeys[] = {
    {"off",
     "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x REFERENCES p); "
     "INSERT INTO c VALUES(5); DELETE FROM p"},
    {"basic",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(id INTEGER PRIMARY KEY,u UNIQUE); "
     "CREATE TABLE c(x REFERENCES p,y REFERENCES p(u));"
     "INSERT INTO c VALUES(1,NULL); INSERT INTO p VALUES(1,'a'),(2,'b'); "
     "INSERT INTO c VALUES(1,'a'); INSERT INTO c VALUES(NULL,'z');"
     "DELETE FROM p WHERE id=1; UPDATE p SET id=9 WHERE id=1; UPDATE p SET "
     "id=9 WHERE id=2; UPDATE c SET x=2; UPDATE c SET x=9;"
     "DELETE FROM c; DELETE FROM p; INSERT INTO c VALUES('x',NULL)"},
    {"multi row order",
     "PRAGMA foreign_keys=1; CREATE TABLE t(id INTEGER PRIMARY KEY,up "
     "REFERENCES t); INSERT INTO t VALUES(2,1),(1,NULL);"
     "INSERT INTO t VALUES(3,3); INSERT INTO t VALUES(4,9); DELETE FROM t "
     "WHERE id=1; DELETE FROM t WHERE id IN (1,2); UPDATE t SET id=30;"
     "UPDATE t SET up=30; DELETE FROM t"},
    {"cascade",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a INT PRIMARY KEY,b); CREATE "
     "TABLE c(x INT REFERENCES p ON DELETE CASCADE ON UPDATE CASCADE,n);"
     "CREATE TABLE g(y REFERENCES c(n) ON DELETE SET NULL); CREATE UNIQUE "
     "INDEX cn ON c(n); INSERT INTO p VALUES(1,1),(2,2);"
     "INSERT INTO c VALUES(1,'m'),(2,'n'); INSERT INTO g VALUES('m'),('n'); "
     "UPDATE p SET a=10 WHERE a=1; DELETE FROM p WHERE a=10; DELETE FROM p"},
    {"set null default",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a PRIMARY KEY); CREATE TABLE c(x "
     "DEFAULT 'd' REFERENCES p ON DELETE SET DEFAULT ON UPDATE SET NULL);"
     "INSERT INTO p VALUES('a'),('b'),('d'); INSERT INTO c VALUES('a'),('b'); "
     "UPDATE p SET a='z' WHERE a='a'; DELETE FROM p WHERE a='b';"
     "DELETE FROM p WHERE a='d'"},
    {"restrict",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a PRIMARY KEY); CREATE TABLE c(x "
     "REFERENCES p ON DELETE RESTRICT ON UPDATE RESTRICT);"
     "INSERT INTO p VALUES(1),(2); INSERT INTO c VALUES(1); DELETE FROM p; "
     "UPDATE p SET a=5; UPDATE p SET a=a; DELETE FROM p WHERE a=2"},
    {"set null not null",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a PRIMARY KEY); CREATE TABLE c(x "
     "NOT NULL REFERENCES p ON DELETE SET NULL); INSERT INTO p VALUES(1);"
     "INSERT INTO c VALUES(1); DELETE FROM p"},
    {"errors that replace errors",
     "CREATE TABLE t(a INT,b REFERENCES t(a) ON DELETE SET DEFAULT,d "
     "REFERENCES "
     "nope ON DELETE CASCADE); PRAGMA foreign_keys=ON; DELETE FROM t;"
     "INSERT INTO t VALUES(1,1,1); UPDATE t SET a=1; UPDATE t SET b=1;"
     "UPDATE t SET d=1"},
    {"composite",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a,b,PRIMARY KEY(a,b)); CREATE "
     "TABLE c(x,y,FOREIGN KEY(y,x) REFERENCES p(b,a) ON UPDATE CASCADE);"
     "INSERT INTO p VALUES(1,2); INSERT INTO c VALUES(1,2); INSERT INTO c "
     "VALUES(2,1); INSERT INTO c VALUES(NULL,5); UPDATE p SET a=7; DELETE FROM "
     "p;"
     "DELETE FROM c WHERE x=7; DELETE FROM p"},
    {"deferred",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a PRIMARY KEY); CREATE TABLE c(x "
     "REFERENCES p DEFERRABLE INITIALLY DEFERRED); INSERT INTO c VALUES(1);"
     "BEGIN; INSERT INTO c VALUES(1); COMMIT; INSERT INTO p VALUES(1); COMMIT; "
     "BEGIN; DELETE FROM p; INSERT INTO p VALUES(1); COMMIT; BEGIN; DELETE "
     "FROM p;"
     "ROLLBACK; SAVEPOINT s; DELETE FROM p; RELEASE s; DELETE FROM c; RELEASE "
     "s; BEGIN; INSERT INTO c VALUES(8); SAVEPOINT q; INSERT INTO c VALUES(9);"
     "ROLLBACK TO q; DELETE FROM c; COMMIT"},
    {"mismatch",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a,b UNIQUE); CREATE TABLE c(x "
     "REFERENCES p(a)); CREATE TABLE d(x REFERENCES p); CREATE TABLE e(x "
     "REFERENCES nope);"
     "INSERT INTO c VALUES(1); INSERT INTO c VALUES(NULL); INSERT INTO d "
     "VALUES(1); INSERT INTO e VALUES(1); INSERT INTO p VALUES(1,1); DELETE "
     "FROM c; DELETE FROM e;"
     "UPDATE c SET rowid=1; UPDATE c SET x=1; INSERT INTO p VALUES(2,2),(3,3)"},
    {"mismatch parent",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a,b); CREATE TABLE c(x REFERENCES "
     "p(a)); INSERT INTO p VALUES(1,1); UPDATE p SET b=2; UPDATE p SET a=2; "
     "DELETE FROM p"},
    {"existing violations",
     "CREATE TABLE p(a PRIMARY KEY); CREATE TABLE c(x REFERENCES p); INSERT "
     "INTO c VALUES(1),(2); PRAGMA foreign_keys=ON; DELETE FROM c WHERE x=1;"
     "UPDATE c SET x=x; UPDATE c SET x=3; INSERT INTO p VALUES(2); DELETE FROM "
     "p; UPDATE c SET x=NULL; DELETE FROM p"},
    {"collation and affinity",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a TEXT COLLATE NOCASE PRIMARY "
     "KEY); CREATE TABLE c(x INT REFERENCES p); INSERT INTO p "
     "VALUES('1'),('Ab');"
     "INSERT INTO c VALUES(1); INSERT INTO c VALUES('aB'); INSERT INTO c "
     "VALUES('zz'); DELETE FROM p WHERE a='1'; DELETE FROM p WHERE a='AB'"},
    {"drop parent",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a PRIMARY KEY); CREATE TABLE c(x "
     "REFERENCES p); INSERT INTO p VALUES(1); INSERT INTO c VALUES(1); DROP "
     "TABLE p;"
     "DROP TABLE c; DROP TABLE p"},
    {"drop parent cascade",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a PRIMARY KEY); CREATE TABLE c(x "
     "REFERENCES p ON DELETE CASCADE); INSERT INTO p VALUES(1); INSERT INTO c "
     "VALUES(1);"
     "DROP TABLE p; INSERT INTO c VALUES(2)"},
    {"drop in transaction",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a PRIMARY KEY); CREATE TABLE c(x "
     "REFERENCES p DEFERRABLE INITIALLY DEFERRED); INSERT INTO p VALUES(1); "
     "INSERT INTO c VALUES(1);"
     "BEGIN; DROP TABLE p; COMMIT; DELETE FROM c; COMMIT"},
    {"replace parent",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a PRIMARY KEY,b); CREATE TABLE "
     "c(x REFERENCES p ON DELETE CASCADE); INSERT INTO p VALUES(1,1); INSERT "
     "INTO c VALUES(1);"
     "REPLACE INTO p VALUES(1,2); CREATE TABLE d(x REFERENCES p); INSERT INTO "
     "d VALUES(1); REPLACE INTO p VALUES(1,3)"},
    {"pragma in transaction",
     "BEGIN; PRAGMA foreign_keys=ON; CREATE TABLE p(a PRIMARY KEY); CREATE "
     "TABLE c(x REFERENCES p); INSERT INTO c VALUES(1); COMMIT; PRAGMA "
     "foreign_keys=yes;"
     "INSERT INTO c VALUES(1); PRAGMA foreign_keys=off; INSERT INTO c "
     "VALUES(1); PRAGMA foreign_keys=2; INSERT INTO c VALUES(1); PRAGMA "
     "foreign_keys='on'; PRAGMA foreign_keys"},
    {"self cascade",
     "PRAGMA foreign_keys=ON; CREATE TABLE t(id INTEGER PRIMARY KEY,up "
     "REFERENCES t ON DELETE CASCADE ON UPDATE CASCADE); INSERT INTO t "
     "VALUES(1,NULL),(2,1),(3,2),(4,4);"
     "UPDATE t SET id=100 WHERE id=1; DELETE FROM t WHERE id=100; UPDATE t SET "
     "id=5 WHERE id=4; DELETE FROM t"},
    {"conflict clause",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a PRIMARY KEY); CREATE TABLE c(x "
     "REFERENCES p); INSERT OR IGNORE INTO c VALUES(1); INSERT OR REPLACE INTO "
     "c VALUES(1);"
     "INSERT OR FAIL INTO c VALUES(NULL),(1); BEGIN; INSERT OR ROLLBACK INTO c "
     "VALUES(1); COMMIT"},
    {"without rowid parent",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a INTEGER PRIMARY KEY,b) WITHOUT "
     "ROWID; CREATE TABLE c(x REFERENCES p ON UPDATE CASCADE ON DELETE SET "
     "NULL) ; INSERT INTO p VALUES(1,1);"
     "INSERT INTO c VALUES(1); INSERT INTO c VALUES('1'); UPDATE p SET a=2; "
     "DELETE FROM p"},
};
INSTANTIATE_TEST_SUITE_P(ForeignKeys, DmlDifferential,
                         testing::ValuesIn(kForeignKeys), NameOf);

constexpr Case kTriggers[] = {
    {"after insert",
     "CREATE TABLE t(a,b); CREATE TABLE l(x,y); CREATE TRIGGER r AFTER INSERT "
     "ON t BEGIN INSERT INTO l VALUES(NEW.a,NEW.rowid); END;"
     "INSERT INTO t VALUES(1,2),(3,4); INSERT INTO t(rowid,a) VALUES(50,5)"},
    {"before insert",
     "CREATE TABLE t(id INTEGER PRIMARY KEY,a INT); CREATE TABLE l(x,y,z); "
     "CREATE TRIGGER r BEFORE INSERT ON t BEGIN INSERT INTO l "
     "VALUES(NEW.id,NEW.a,typeof(NEW.a)); END;"
     "INSERT INTO t(a) VALUES('5'); INSERT INTO t VALUES(7,'x'); INSERT INTO t "
     "VALUES('q',1); INSERT INTO t VALUES(NULL,2)"},
    {"update old new",
     "CREATE TABLE t(a,b); CREATE TABLE l(x,y); INSERT INTO t "
     "VALUES(1,2),(3,4); CREATE TRIGGER r AFTER UPDATE OF a ON t WHEN NEW.a>2 "
     "BEGIN INSERT INTO l VALUES(OLD.a,NEW.a); END;"
     "UPDATE t SET a=a+1; UPDATE t SET b=9; UPDATE t SET a=0,b=1"},
    {"delete",
     "CREATE TABLE t(a); CREATE TABLE l(x); INSERT INTO t VALUES(1),(2),(3); "
     "CREATE TRIGGER r BEFORE DELETE ON t BEGIN INSERT INTO l "
     "VALUES(OLD.a*10); END;"
     "DELETE FROM t WHERE a=2; DELETE FROM t"},
    {"raise abort",
     "CREATE TABLE t(a); CREATE TRIGGER r BEFORE INSERT ON t WHEN NEW.a<0 "
     "BEGIN SELECT RAISE(ABORT,'negative'); END; INSERT INTO t VALUES(1),(-1); "
     "INSERT INTO t VALUES(-1); INSERT OR IGNORE INTO t VALUES(-1)"},
    {"raise others",
     "CREATE TABLE t(a); CREATE TRIGGER r1 BEFORE INSERT ON t BEGIN SELECT "
     "RAISE(IGNORE) WHERE NEW.a=1; SELECT RAISE(FAIL,'f') WHERE NEW.a=2; "
     "SELECT CASE WHEN NEW.a=3 THEN RAISE(ROLLBACK,'r') END; END;"
     "INSERT INTO t VALUES(0),(1),(5); INSERT INTO t VALUES(7),(2),(8); BEGIN; "
     "INSERT INTO t VALUES(9); INSERT INTO t VALUES(3); COMMIT; INSERT INTO t "
     "VALUES(3)"},
    {"raise after",
     "CREATE TABLE t(a); CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT "
     "RAISE(IGNORE); END; INSERT INTO t VALUES(1),(2); CREATE TRIGGER q AFTER "
     "DELETE ON t BEGIN SELECT RAISE(ABORT,'no'); END; DELETE FROM t"},
    {"order",
     "CREATE TABLE t(a); CREATE TABLE l(x); CREATE TRIGGER r1 AFTER INSERT ON "
     "t BEGIN INSERT INTO l VALUES('r1'); END; CREATE TRIGGER r2 AFTER INSERT "
     "ON t BEGIN INSERT INTO l VALUES('r2'); END;"
     "CREATE TEMP TRIGGER r3 AFTER INSERT ON t BEGIN INSERT INTO l "
     "VALUES('r3'); END; CREATE TEMP TRIGGER r4 AFTER INSERT ON t BEGIN INSERT "
     "INTO l VALUES('r4'); END; INSERT INTO t VALUES(1)"},
    {"cascade of triggers",
     "CREATE TABLE a(x); CREATE TABLE b(x); CREATE TABLE c(x); CREATE TRIGGER "
     "ra AFTER INSERT ON a BEGIN INSERT INTO b VALUES(NEW.x+1); END; CREATE "
     "TRIGGER rb AFTER INSERT ON b BEGIN INSERT INTO c VALUES(NEW.x+1); UPDATE "
     "a SET x=x+100; END;"
     "CREATE TRIGGER rc AFTER UPDATE ON a BEGIN DELETE FROM c WHERE x>OLD.x+5; "
     "END; INSERT INTO a VALUES(1); INSERT INTO a VALUES(2)"},
    {"no recursion",
     "CREATE TABLE t(a); CREATE TRIGGER r AFTER INSERT ON t WHEN NEW.a<5 BEGIN "
     "INSERT INTO t VALUES(NEW.a+1); END; INSERT INTO t VALUES(1); PRAGMA "
     "recursive_triggers=ON; INSERT INTO t VALUES(1)"},
    {"self update",
     "CREATE TABLE t(id INTEGER PRIMARY KEY,a,b); CREATE TRIGGER r AFTER "
     "UPDATE ON t BEGIN UPDATE t SET b=b+1 WHERE id=NEW.id; END; INSERT INTO t "
     "VALUES(1,1,1),(2,2,2); UPDATE t SET a=5"},
    {"before changes row",
     "CREATE TABLE t(a,b); INSERT INTO t VALUES(1,1),(2,2); CREATE TRIGGER r "
     "BEFORE UPDATE ON t BEGIN UPDATE t SET b=99 WHERE a=OLD.a; END; UPDATE t "
     "SET a=a+10; CREATE TRIGGER q BEFORE UPDATE ON t BEGIN DELETE FROM t "
     "WHERE rowid=OLD.rowid; END; UPDATE t SET a=0"},
    {"before delete deletes",
     "CREATE TABLE t(a); INSERT INTO t VALUES(1),(2),(3); CREATE TRIGGER r "
     "BEFORE DELETE ON t BEGIN DELETE FROM t WHERE a=OLD.a+1; END; DELETE FROM "
     "t WHERE a<3"},
    {"broken table",
     "CREATE TABLE t(a); CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO "
     "nope VALUES(1); END; INSERT INTO t VALUES(1); UPDATE t SET a=1; DELETE "
     "FROM t"},
    {"broken column",
     "CREATE TABLE t(a); CREATE TABLE l(x); CREATE TRIGGER r AFTER INSERT ON t "
     "BEGIN INSERT INTO l VALUES(NEW.zz); END; INSERT INTO t VALUES(1)"},
    {"broken list",
     "CREATE TABLE t(a); CREATE TABLE l(x); CREATE TRIGGER r AFTER INSERT ON t "
     "BEGIN INSERT INTO l(zz) VALUES(1); END; INSERT INTO t VALUES(1); DROP "
     "TRIGGER r; CREATE TRIGGER r AFTER UPDATE ON t BEGIN UPDATE l SET zz=1; "
     "END;"
     "UPDATE t SET a=1; DROP TRIGGER r; CREATE TRIGGER r AFTER DELETE ON t "
     "BEGIN DELETE FROM l WHERE zz=1; END; DELETE FROM t; DROP TRIGGER r; "
     "CREATE TRIGGER r AFTER DELETE ON t BEGIN INSERT INTO l VALUES(1,2); END; "
     "DELETE FROM t"},
    {"broken when",
     "CREATE TABLE t(a); CREATE TRIGGER r BEFORE INSERT ON t WHEN "
     "nosuch(NEW.a) BEGIN SELECT 1; END; INSERT INTO t VALUES(1)"},
    {"new in generated column",
     "CREATE TABLE t(a,b,g AS (length(b)) STORED); CREATE TABLE l(x); INSERT "
     "INTO t VALUES(1,'xyz'); CREATE TRIGGER r BEFORE UPDATE ON t BEGIN INSERT "
     "INTO l VALUES(NEW.g); END; UPDATE t SET a=2; CREATE TRIGGER q BEFORE "
     "UPDATE "
     "ON t BEGIN INSERT INTO l VALUES(NEW.b); END; UPDATE t SET a=3"},
    {"no journal",
     "CREATE TABLE t(a INT) STRICT; BEGIN; INSERT INTO t VALUES(1),('x'),(2);"
     "INSERT INTO t VALUES(1),(length(5)),('x'),(2); INSERT OR IGNORE INTO "
     "t(rowid,a) VALUES(50,1),('x',2); INSERT INTO t(rowid,a) "
     "VALUES(60,1),('x',2)"},
    {"temp table hides",
     "CREATE TABLE t(a); CREATE TABLE l(x); CREATE TEMP TRIGGER r AFTER INSERT "
     "ON t BEGIN INSERT INTO l VALUES(NEW.a); END; CREATE TEMP TABLE t(b); "
     "INSERT "
     "INTO t VALUES(1); INSERT INTO main.t VALUES(2); DROP TABLE temp.t; "
     "INSERT "
     "INTO t VALUES(3)"},
    {"insert select",
     "CREATE TABLE s(a,b); INSERT INTO s VALUES(1,'x'),(2,'y'),(3,NULL); "
     "CREATE "
     "TABLE t(p UNIQUE,q NOT NULL); INSERT INTO t SELECT a,b FROM s WHERE a<3; "
     "INSERT INTO t SELECT a,b FROM s; INSERT OR IGNORE INTO t SELECT a+1,b "
     "FROM "
     "s AS z WHERE z.a>0; INSERT INTO t(q) SELECT zz FROM s; INSERT INTO t "
     "SELECT "
     "a FROM s; INSERT INTO t SELECT 1,2; INSERT INTO t SELECT 7,8 WHERE 0; "
     "INSERT "
     "INTO t(p,q) SELECT a,b FROM nope; INSERT INTO s SELECT a+10,b FROM s"},
    {"queries in triggers",
     "CREATE TABLE t(a); CREATE TABLE s(x,y); CREATE TRIGGER r AFTER INSERT ON "
     "t "
     "BEGIN SELECT x,count(*) FROM s WHERE y=NEW.a GROUP BY x; END; INSERT "
     "INTO t "
     "VALUES(1); CREATE TRIGGER q AFTER INSERT ON t BEGIN SELECT zz FROM s; "
     "END; "
     "INSERT INTO t VALUES(2); DROP TRIGGER q; CREATE TRIGGER q AFTER INSERT "
     "ON t "
     "BEGIN SELECT 1 FROM nope; END; INSERT INTO t VALUES(2)"},
    {"trigger conflict",
     "CREATE TABLE t(a); CREATE TABLE l(x UNIQUE); CREATE TRIGGER r AFTER "
     "INSERT ON t BEGIN INSERT INTO l VALUES(1); END; INSERT INTO t VALUES(1); "
     "INSERT INTO t VALUES(2); INSERT OR IGNORE INTO t VALUES(3); INSERT OR "
     "REPLACE INTO t VALUES(4)"},
    {"trigger own conflict",
     "CREATE TABLE t(a); CREATE TABLE l(x UNIQUE); CREATE TRIGGER r AFTER "
     "INSERT ON t BEGIN INSERT OR IGNORE INTO l VALUES(1); END; INSERT INTO t "
     "VALUES(1); INSERT INTO t VALUES(2); INSERT OR ABORT INTO t VALUES(3); "
     "INSERT OR FAIL INTO t VALUES(4)"},
    {"new has no affinity",
     "CREATE TABLE t(a INT,b TEXT); CREATE TABLE l(x); CREATE TRIGGER r AFTER "
     "INSERT ON t BEGIN INSERT INTO l VALUES(NEW.a='1'); INSERT INTO l "
     "VALUES(NEW.b=1); INSERT INTO l VALUES(NEW.rowid='1'); END; INSERT INTO t "
     "VALUES(1,'1')"},
    {"new collation",
     "CREATE TABLE t(a TEXT COLLATE NOCASE); CREATE TABLE l(x); CREATE TRIGGER "
     "r AFTER INSERT ON t BEGIN INSERT INTO l VALUES(NEW.a='ABC'); END; INSERT "
     "INTO t VALUES('abc')"},
    {"update of",
     "CREATE TABLE t(a,b,c); CREATE TABLE l(x); INSERT INTO t VALUES(1,2,3); "
     "CREATE TRIGGER r BEFORE UPDATE OF b,c ON t BEGIN INSERT INTO l "
     "VALUES('bc'); END; UPDATE t SET a=1; UPDATE t SET c=1; UPDATE t SET "
     "a=2,b=3"},
    {"trigger generated",
     "CREATE TABLE t(a,b AS (a*2),c AS (a*3) STORED); CREATE TABLE l(x,y,z); "
     "CREATE TRIGGER r BEFORE INSERT ON t BEGIN INSERT INTO l "
     "VALUES('b',NEW.b,NEW.c); END; CREATE TRIGGER q AFTER UPDATE ON t BEGIN "
     "INSERT INTO l VALUES(OLD.b,NEW.b,NEW.c); END; INSERT INTO t VALUES(1); "
     "UPDATE t SET a=5"},
    {"autoincrement in trigger",
     "CREATE TABLE t(a); CREATE TABLE l(id INTEGER PRIMARY KEY "
     "AUTOINCREMENT,x); CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO "
     "l(x) VALUES(NEW.a); END; INSERT INTO t VALUES(1),(2); DELETE FROM l; "
     "INSERT INTO t VALUES(3)"},
    {"replace no delete trigger",
     "CREATE TABLE t(a UNIQUE); CREATE TABLE l(x); CREATE TRIGGER r AFTER "
     "DELETE ON t BEGIN INSERT INTO l VALUES(OLD.a); END; INSERT INTO t "
     "VALUES(1); REPLACE INTO t VALUES(1); PRAGMA recursive_triggers=1; "
     "REPLACE INTO t VALUES(1)"},
    {"view without trigger",
     "CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t; INSERT INTO v "
     "VALUES(1); UPDATE v SET a=1; DELETE FROM v; CREATE VIEW w AS SELECT * "
     "FROM nope; INSERT INTO w VALUES(1); DELETE FROM w"},
    {"trigger on foreign key action",
     "PRAGMA foreign_keys=ON; CREATE TABLE p(a PRIMARY KEY); CREATE TABLE c(x "
     "REFERENCES p ON DELETE CASCADE ON UPDATE CASCADE); CREATE TABLE l(y); "
     "CREATE TRIGGER r AFTER DELETE ON c BEGIN INSERT INTO l "
     "VALUES('d'||OLD.x); END; CREATE TRIGGER q AFTER UPDATE OF x ON c BEGIN "
     "INSERT INTO l VALUES('u'||NEW.x); END;"
     "INSERT INTO p VALUES(1),(2); INSERT INTO c VALUES(1),(2); UPDATE p SET "
     "a=5 WHERE a=1; DELETE FROM p"},
    {"temp trigger names main table",
     "CREATE TABLE t(a); CREATE TABLE l(x); CREATE TEMP TRIGGER r AFTER INSERT "
     "ON t BEGIN INSERT INTO l VALUES(NEW.a); END; INSERT INTO t VALUES(1); "
     "CREATE TEMP TABLE l(x); INSERT INTO t VALUES(2); DROP TABLE t"},
    {"main trigger ignores temp",
     "CREATE TABLE t(a); CREATE TABLE l(x); CREATE TRIGGER r AFTER INSERT ON t "
     "BEGIN INSERT INTO l VALUES(NEW.a); END; CREATE TEMP TABLE l(x); INSERT "
     "INTO t VALUES(2)"},
    {"rowid in trigger",
     "CREATE TABLE t(a); CREATE TABLE l(x); CREATE TRIGGER r BEFORE INSERT ON "
     "t BEGIN INSERT INTO l VALUES(NEW.rowid); END; INSERT INTO t VALUES(1); "
     "INSERT INTO t(rowid,a) VALUES(5,1); CREATE TRIGGER q AFTER UPDATE ON t "
     "BEGIN INSERT INTO l VALUES(OLD.oid||'>'||NEW._rowid_); END; UPDATE t SET "
     "rowid=rowid+10"},
};
INSTANTIATE_TEST_SUITE_P(Triggers, DmlDifferential,
                         testing::ValuesIn(kTriggers), NameOf);

}  // namespace
}  // namespace alterego::shadow
