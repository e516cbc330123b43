BEGIN TRANSACTION;
CREATE TABLE kit (
	id INTEGER NOT NULL, 
	schema INTEGER NOT NULL, 
	ticket_key BLOB NOT NULL, 
	PRIMARY KEY (id)
)
 WITHOUT ROWID

;
INSERT INTO "kit" VALUES(1,1,X'493DE98A1F07CC0970026FF5B16805D23E8FE856CF9AA4FD56960FCF12F363D5');
CREATE TABLE poll (
	id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	people INTEGER, 
	threshold INTEGER NOT NULL, 
	insiders INTEGER NOT NULL, 
	ballots INTEGER NOT NULL, 
	"key" BLOB, 
	release VARCHAR, 
	PRIMARY KEY (id)
)
 WITHOUT ROWID

;
INSERT INTO "poll" VALUES('arriving','scale','revealed',12,8,2,12,NULL,'{"kind": "scale", "ballots": 12, "shown": [{"options": ["1", "2", "3"], "band": "pooled", "count": 6}, {"options": ["4", "5"], "band": "pooled", "count": 6}], "reason": null}');
INSERT INTO "poll" VALUES('care','pick-any','open',12,8,2,3,X'226FF8FD436BA171BEF83249F0F663252EDE2B80AD327285ACDE1766A8AF0FEA',NULL);
CREATE TABLE session (
	id INTEGER NOT NULL, 
	section VARCHAR NOT NULL, 
	step INTEGER NOT NULL, 
	calm BOOLEAN NOT NULL, 
	language VARCHAR NOT NULL, 
	length INTEGER NOT NULL, 
	started FLOAT, 
	entered FLOAT, 
	ended BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
)
 WITHOUT ROWID

;
INSERT INTO "session" VALUES(1,'body',2,0,'en',90,1.7954969719668633938e+09,1.7954969719668633938e+09,0);
CREATE TABLE spent (
	poll VARCHAR NOT NULL, 
	digest BLOB NOT NULL, 
	PRIMARY KEY (poll, digest), 
	FOREIGN KEY(poll) REFERENCES poll (id)
)
 WITHOUT ROWID

;
INSERT INTO "spent" VALUES('care',X'0F28F11F24C74AEFD7BA7C7D91355099');
INSERT INTO "spent" VALUES('care',X'928BEBC14FC54FE7F7EDFBC1990E02B2');
INSERT INTO "spent" VALUES('care',X'BDCC106459E03DFB00EFA437959C8B77');
CREATE TABLE tally (
	poll VARCHAR NOT NULL, 
	option VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	count INTEGER NOT NULL, 
	PRIMARY KEY (poll, option), 
	FOREIGN KEY(poll) REFERENCES poll (id)
)
 WITHOUT ROWID

;
INSERT INTO "tally" VALUES('care','alone',5,1);
INSERT INTO "tally" VALUES('care','breathing',2,0);
INSERT INTO "tally" VALUES('care','else',6,0);
INSERT INTO "tally" VALUES('care','grounding',4,0);
INSERT INTO "tally" VALUES('care','holding',0,1);
INSERT INTO "tally" VALUES('care','warmth',3,0);
INSERT INTO "tally" VALUES('care','words',1,1);
COMMIT;
