-- RENAME TO rewrites every place that names the table: indexes, triggers (its
-- own and those of other tables), views, views of views, foreign keys.
CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT);
CREATE TABLE invoice(id INTEGER PRIMARY KEY, customer_id INT REFERENCES customer(id) ON DELETE CASCADE, total REAL DEFAULT 0);
CREATE TABLE log(what TEXT);
CREATE INDEX customer_city ON customer(city) WHERE city IS NOT NULL;
CREATE VIEW owing AS SELECT c.name, sum(i.total) AS total FROM customer AS c JOIN invoice AS i ON i.customer_id = c.id GROUP BY c.id;
CREATE VIEW owing_much AS SELECT name FROM owing WHERE total > 100;
CREATE TRIGGER customer_added AFTER INSERT ON customer BEGIN INSERT INTO log VALUES('customer ' || new.name); END;
CREATE TRIGGER invoice_added AFTER INSERT ON invoice BEGIN UPDATE customer SET city = coalesce(city, '?') WHERE id = new.customer_id; END;
INSERT INTO customer VALUES(1, 'Ada', 'London');
INSERT INTO customer VALUES(2, 'Bo', NULL);
INSERT INTO invoice VALUES(1, 1, 120.5);
INSERT INTO invoice VALUES(2, 2, 7);
ALTER TABLE customer RENAME TO client;
INSERT INTO client VALUES(3, 'Cy', 'Rome');
SELECT * FROM owing;
ALTER TABLE invoice RENAME TO "the bill";
-- Refused: the name is taken, by a table, by an index, by a view, by itself.
ALTER TABLE client RENAME TO log;
ALTER TABLE client RENAME TO customer_city;
ALTER TABLE client RENAME TO owing;
ALTER TABLE client RENAME TO CLIENT;
SELECT * FROM owing_much;
