// bench/peers.mjs: the main job in DuckDB, for bench/peers. All files are in TMPDIR.
//   version                  of DuckDB and of node
//   load THREADS             sales.csv into a new database: milliseconds
//   job THREADS FILE         the job there: milliseconds; it has run once before
//   straight THREADS FILE    the job from sales.csv, nothing kept but its result: milliseconds
//   result                   the result of the job into by_hand.csv
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';

const dir = process.env.TMPDIR;
const { DuckDBInstance, version } = createRequire(`${dir}/peers/`)('@duckdb/node-api');
const [what, threads = '1', form] = process.argv.slice(2);

// The time as microseconds: DuckDB reads it faster than it reads a date.
const file = `
    SELECT customer_id, make_timestamptz(sold_at) AS sold_at, amount
    FROM read_csv('${dir}/sales.csv', header = false, auto_detect = false, delim = ',',
                  columns = {customer_id: 'BIGINT', sold_at: 'BIGINT', amount: 'DECIMAL(12,2)'})`;
const quadrant = "CREATE TYPE quadrant AS ENUM ('bee', 'dragonfly', 'butterfly', 'mantis')";

let db;

async function open(name, { empty }) {
    const path = `${dir}/${name}.duckdb`;
    if (empty) for (const old of [path, `${path}.wal`]) rmSync(old, { force: true });
    const instance = await DuckDBInstance.create(path, {
        threads,
        preserve_insertion_order: 'false',
        perfect_ht_threshold: '24', // numbers of up to 24 bits are grouped in an array, not in a hash table
        autoinstall_known_extensions: 'false', // nothing is downloaded
    });
    db = await instance.connect();
    await db.run("SET TimeZone = 'UTC'");
    if (empty) await db.run(quadrant);
}

async function time(sql) {
    const start = process.hrtime.bigint();
    await db.run(sql);
    return Number(process.hrtime.bigint() - start) / 1e6;
}

switch (what) {
    case 'version':
        console.log(`DuckDB ${version()}, node ${process.version}`);
        break;

    case 'load':
        await open('sales', { empty: true });
        console.log(await time(`CREATE TABLE sales AS ${file}`));
        break;

    case 'job': {
        const sql = readFileSync(form, 'utf8');
        await open('sales', { empty: false });
        await db.run('DROP TABLE IF EXISTS by_hand');
        await db.run(sql); // now sales is in memory, and the memory that the job needs is DuckDB's
        await db.run('DROP TABLE by_hand');
        await db.run('CHECKPOINT');
        console.log(await time(sql));
        break;
    }

    case 'straight':
        await open('straight', { empty: true });
        await db.run(`CREATE VIEW sales AS ${file}`);
        console.log(await time(readFileSync(form, 'utf8')));
        break;

    case 'result':
        await open('sales', { empty: false });
        await db.run(`COPY by_hand TO '${dir}/by_hand.csv' (FORMAT csv, HEADER false)`);
        break;

    default:
        console.error(`bench/peers.mjs: ${what}?`);
        process.exitCode = 1;
}
