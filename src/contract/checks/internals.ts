/** Matches what lies behind a server and belongs into no response: statements, messages and addresses of databases. */
const INTERNALS = new RegExp(
  [
    String.raw`SQLSTATE\[\w+\]`,
    String.raw`You have an error in your SQL syntax`, // MySQL, MariaDB
    String.raw`syntax error at or near `, // PostgreSQL
    String.raw`near ["']?.{1,40}?["']?: syntax error`, // SQLite
    String.raw`\bSQLITE_[A-Z]+\b`,
    String.raw`\bORA-\d{5}: `, // Oracle
    String.raw`Unclosed quotation mark `, // SQL Server
    String.raw`violates (?:unique|foreign key|check|not-null) constraint`,
    String.raw`\bE11000 duplicate key error`, // MongoDB
    String.raw`\bMongo\w*Error\b`,
    String.raw`\b(?:Sequelize|Prisma\w*|TypeORM|QueryFailed)\w*Error\b`,
    String.raw`\b(?:psycopg2?|sqlalchemy|pymysql|java\.sql|org\.hibernate)\.\w+`,
    String.raw`\bSELECT\s.{1,200}\sFROM\s`,
    String.raw`\bINSERT INTO\s\S+\s`,
    String.raw`\bUPDATE\s\S+\sSET\s`,
    String.raw`\bDELETE FROM\s\S+`,
    String.raw`\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|redis|amqp):\/\/\S`,
    String.raw`\b(?:ECONNREFUSED|ENOTFOUND|EHOSTUNREACH) \S`,
    String.raw`\bENOENT: no such file`,
  ].join('|'),
)

/** Matches what belongs into no error: exceptions of programming languages, source files, addresses and secrets. */
const INTERNALS_OF_ERRORS = new RegExp(
  [
    String.raw`\b(?:java|javax|kotlin|scala|org|com|net|io|System|Microsoft)(?:\.\w+)+(?:Exception|Error)\b`,
    String.raw`\b(?:[A-Z]\w*Pointer|NullReference|IllegalArgument|IllegalState|ClassCast|ArrayIndexOutOfBounds)Exception\b`,
    String.raw`\b(?:Argument|Assertion|Attribute|Import|Index|Key|Name|NoMethod|Range|Reference|Runtime|Syntax|Type|ZeroDivision)Error: `,
    String.raw`\bCannot read propert(?:y|ies) (?:\S+ )?of (?:undefined|null)\b`,
    String.raw`\bundefined (?:local variable or )?method [\`']`,
    String.raw`\bUndefined (?:array key|index|offset|property|variable)\b`,
    String.raw`\bObject reference not set to an instance\b`,
    String.raw`\bnil pointer dereference\b`,
    String.raw`'NoneType' object `,
    String.raw`\[object Object\]`,
    String.raw`\bTable '[\w.]+' doesn't exist`, // MySQL, MariaDB
    String.raw`\bDuplicate entry '.{0,200}?' for key `,
    String.raw`\bDeadlock found when trying to get lock\b`,
    String.raw`\b(?:relation|column) \\?"[\w.]+\\?" does not exist`, // PostgreSQL
    String.raw`\(sqlite3\.\w+\)`,
    String.raw`\bWRONGTYPE Operation against a key\b`, // Redis
    String.raw`\brpc error: code = `, // gRPC
    String.raw`\bupstream prematurely closed\b`, // nginx
    String.raw`(?<![\w.:/])(?:\\?\/(?:app|home|opt|root|srv|usr|var)|[A-Z]:\\\\)[\w.\/\\-]{1,200}\.(?:cs|ex|go|java|[cm]?jsx?|kt|php|py|rb|rs|[cm]?tsx?)\b`,
    String.raw`(?<![\w.]|\/\/)(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}:\d{2,5}\b`, // not in a link
    String.raw`\b[A-Z][A-Z\d]*_(?:SECRET|SECRET_ACCESS_KEY|DATABASE_URL|PASSWORD)\b|\bDATABASE_URL\b`,
    String.raw`\bAKIA[A-Z\d]{16}\b|\barn:aws:\w`,
    String.raw`-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----`,
    String.raw`\$2[aby]\$\d\d\$[./\w]{53}`, // bcrypt
    String.raw`\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.`, // JSON Web Token
  ].join('|'),
)

/**
 * Finds a piece of what lies behind a server in the headers of a response, or in the text of an error.
 *
 * @param sent returns the request as text. What it contains is no leak
 */
export function findInternals(headers: string, error: string, sent: () => string): string | undefined {
  const found = [INTERNALS.exec(headers), INTERNALS.exec(error), INTERNALS_OF_ERRORS.exec(error)]
  return found.map((match) => match?.[0]).find((text) => text !== undefined && !sent().includes(text))
}
