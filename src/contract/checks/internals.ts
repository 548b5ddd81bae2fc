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

/**
 * Finds a piece of what lies behind a server.
 *
 * @param sent the request as text. What it contains is no leak
 */
export function findInternals(text: string, sent: string): string | undefined {
  const found = INTERNALS.exec(text)?.[0]
  return found === undefined || sent.includes(found) ? undefined : found
}
