CREATE TABLE ""("""",[],``);
DROP TABLE'';