// SPDX-License-Identifier: MIT
//
// A database in SQLite, used with what its interface offers of pointers: a callback for every row,
// an SQL function written in Rust, and text that SQLite owns, once in memory and once in a file.
//~ library: libsqlite3.so.0

use std::env;
use std::ffi::{c_char, c_int, c_void, CStr, CString};
use std::ptr;
use std::slice;

#[repr(C)]
struct Sqlite3 {
    _private: [u8; 0],
}

#[repr(C)]
struct Statement {
    _private: [u8; 0],
}

#[repr(C)]
struct Context {
    _private: [u8; 0],
}

#[repr(C)]
struct Value {
    _private: [u8; 0],
}

type RowCallback = unsafe extern "C" fn(*mut c_void, c_int, *mut *mut c_char, *mut *mut c_char) -> c_int;
type SqlFunction = unsafe extern "C" fn(*mut Context, c_int, *mut *mut Value);

const OK: c_int = 0;
const ROW: c_int = 100;
const DONE: c_int = 101;
const UTF8: c_int = 1;

unsafe extern "C" {
    fn sqlite3_open(name: *const c_char, out_database: *mut *mut Sqlite3) -> c_int;
    fn sqlite3_close(database: *mut Sqlite3) -> c_int;
    fn sqlite3_errmsg(database: *mut Sqlite3) -> *const c_char;
    fn sqlite3_exec(
        database: *mut Sqlite3,
        sql: *const c_char,
        callback: Option<RowCallback>,
        data: *mut c_void,
        out_error: *mut *mut c_char,
    ) -> c_int;
    fn sqlite3_free(memory: *mut c_void);
    fn sqlite3_prepare_v2(
        database: *mut Sqlite3,
        sql: *const c_char,
        size: c_int,
        out_statement: *mut *mut Statement,
        out_rest: *mut *const c_char,
    ) -> c_int;
    fn sqlite3_bind_int64(statement: *mut Statement, index: c_int, value: i64) -> c_int;
    fn sqlite3_bind_text(
        statement: *mut Statement,
        index: c_int,
        text: *const c_char,
        size: c_int,
        release: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int;
    fn sqlite3_step(statement: *mut Statement) -> c_int;
    fn sqlite3_reset(statement: *mut Statement) -> c_int;
    fn sqlite3_finalize(statement: *mut Statement) -> c_int;
    fn sqlite3_column_int64(statement: *mut Statement, column: c_int) -> i64;
    fn sqlite3_column_text(statement: *mut Statement, column: c_int) -> *const u8;
    fn sqlite3_column_bytes(statement: *mut Statement, column: c_int) -> c_int;
    fn sqlite3_create_function_v2(
        database: *mut Sqlite3,
        name: *const c_char,
        num_args: c_int,
        encoding: c_int,
        data: *mut c_void,
        function: Option<SqlFunction>,
        step: Option<SqlFunction>,
        finish: Option<unsafe extern "C" fn(*mut Context)>,
        destroy: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_int;
    fn sqlite3_user_data(context: *mut Context) -> *mut c_void;
    fn sqlite3_value_text(value: *mut Value) -> *const u8;
    fn sqlite3_value_bytes(value: *mut Value) -> c_int;
    fn sqlite3_result_int64(context: *mut Context, value: i64);
}

struct Database {
    handle: *mut Sqlite3,
}

impl Database {
    fn open(name: &CStr) -> Result<Database, String> {
        let mut database = Database { handle: ptr::null_mut() };
        let code = unsafe { sqlite3_open(name.as_ptr(), &mut database.handle) };
        database.check(code)?;
        Ok(database)
    }

    fn check(&self, code: c_int) -> Result<(), String> {
        if code == OK || code == DONE {
            return Ok(());
        }
        let message = unsafe { CStr::from_ptr(sqlite3_errmsg(self.handle)) };
        Err(message.to_str().unwrap().to_string())
    }

    fn execute(&self, sql: &CStr) -> Result<(), String> {
        let code = unsafe {
            sqlite3_exec(self.handle, sql.as_ptr(), None, ptr::null_mut(), ptr::null_mut())
        };
        self.check(code)
    }

    // Calls `visit` with the columns of each row.
    fn each_row(&self, sql: &CStr, visit: RowCallback, data: *mut c_void) -> Result<(), String> {
        let mut error = ptr::null_mut();
        let code =
            unsafe { sqlite3_exec(self.handle, sql.as_ptr(), Some(visit), data, &mut error) };
        if !error.is_null() {
            unsafe { sqlite3_free(error.cast()) };
        }
        self.check(code)
    }

    fn prepare(&self, sql: &CStr) -> Result<*mut Statement, String> {
        let mut statement = ptr::null_mut();
        let code = unsafe {
            sqlite3_prepare_v2(self.handle, sql.as_ptr(), -1, &mut statement, ptr::null_mut())
        };
        self.check(code)?;
        Ok(statement)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let code = unsafe { sqlite3_close(self.handle) };
        assert!(code == OK);
    }
}

// A visitor of rows: adds up what it sees.
struct Totals {
    rows: u32,
    name_bytes: usize,
    first: String,
}

unsafe extern "C" fn add_row(
    data: *mut c_void,
    num_columns: c_int,
    values: *mut *mut c_char,
    names: *mut *mut c_char,
) -> c_int {
    let totals = unsafe { &mut *data.cast::<Totals>() };
    let columns = unsafe { slice::from_raw_parts(values, num_columns as usize) };
    let name = unsafe { CStr::from_ptr(columns[1]) };
    totals.name_bytes += name.to_bytes().len();
    if totals.rows == 0 {
        let heading = unsafe { CStr::from_ptr(*names.add(1)) };
        totals.first = format!("{}={}", heading.to_str().unwrap(), name.to_str().unwrap());
    }
    totals.rows += 1;
    0
}

// An SQL function: counts the vowels of a text, and how often it was called.
unsafe extern "C" fn vowels(context: *mut Context, num_args: c_int, args: *mut *mut Value) {
    assert!(num_args == 1);
    let calls = unsafe { &mut *sqlite3_user_data(context).cast::<u64>() };
    *calls += 1;
    let bytes = unsafe {
        let value = *args;
        let text = sqlite3_value_text(value);
        slice::from_raw_parts(text, sqlite3_value_bytes(value) as usize)
    };
    let mut count = 0;
    for byte in bytes {
        if matches!(*byte, b'a' | b'e' | b'i' | b'o' | b'u') {
            count += 1;
        }
    }
    unsafe { sqlite3_result_int64(context, count) };
}

fn fill(database: &Database, rows: i64) -> Result<(), String> {
    const KINDS: [&str; 4] = ["spoon", "ladle", "sieve", "cleaver"];
    database.execute(c"CREATE TABLE tool (id INTEGER PRIMARY KEY, name TEXT, price INTEGER)")?;
    database.execute(c"BEGIN")?;
    let insert = database.prepare(c"INSERT INTO tool (name, price) VALUES (?1, ?2)")?;
    for row in 0..rows {
        let name = CString::new(format!("{} {}", KINDS[row as usize % 4], row)).unwrap();
        unsafe {
            // SQLite copies nothing: the text must live until the statement is reset.
            sqlite3_bind_text(insert, 1, name.as_ptr(), -1, None);
            sqlite3_bind_int64(insert, 2, row * 7 % 100);
            let code = sqlite3_step(insert);
            sqlite3_reset(insert);
            database.check(code)?;
            sqlite3_bind_text(insert, 1, ptr::null(), 0, None);
        }
    }
    unsafe { sqlite3_finalize(insert) };
    database.execute(c"COMMIT")
}

fn report(database: &Database) -> Result<(), String> {
    let mut totals = Totals { rows: 0, name_bytes: 0, first: String::new() };
    let all = c"SELECT id, name FROM tool ORDER BY id";
    database.each_row(all, add_row, (&raw mut totals).cast())?;
    println!("{} rows, {} bytes of names, {}", totals.rows, totals.name_bytes, totals.first);

    let mut calls = 0u64;
    let code = unsafe {
        sqlite3_create_function_v2(
            database.handle,
            c"vowels".as_ptr(),
            1,
            UTF8,
            (&raw mut calls).cast(),
            Some(vowels),
            None,
            None,
            None,
        )
    };
    database.check(code)?;
    let query = database.prepare(
        c"SELECT vowels(name) AS v, count(*), min(name) FROM tool WHERE price < 50 GROUP BY v ORDER BY v",
    )?;
    unsafe {
        while sqlite3_step(query) == ROW {
            let text = sqlite3_column_text(query, 2);
            let bytes = slice::from_raw_parts(text, sqlite3_column_bytes(query, 2) as usize);
            let name = std::str::from_utf8(bytes).unwrap();
            let (vowels, count) = (sqlite3_column_int64(query, 0), sqlite3_column_int64(query, 1));
            println!("{vowels} vowels: {count} tools, the first is {name}");
        }
        sqlite3_finalize(query);
    }
    println!("vowels was called {calls} times");
    Ok(())
}

fn main() {
    let rows = 10_000;
    let database = Database::open(c":memory:").unwrap();
    fill(&database, rows).unwrap();
    report(&database).unwrap();
    println!("a mistake: {}", database.execute(c"SELECT * FROM tools").unwrap_err());
    drop(database);

    // Without a name SQLite makes a file of its own, which is gone when the database is closed.
    let name = CString::new(env::args().nth(1).unwrap_or_default()).unwrap();
    let file = Database::open(&name).unwrap();
    fill(&file, 100).unwrap();
    report(&file).unwrap();
}
