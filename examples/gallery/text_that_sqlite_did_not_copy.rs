// SPDX-License-Identifier: MIT
//
// SQLITE_STATIC promises that the text stays until the statement has run. Ours is a temporary.
//~ library: libsqlite3.so.0

use std::ffi::{c_char, c_int, c_void, CString};
use std::ptr;
use std::slice;

type Destructor = unsafe extern "C" fn(*mut c_void);
type SqlFunction = unsafe extern "C" fn(*mut c_void, c_int, *mut *mut c_void);

const UTF8: c_int = 1;
const STATIC: Option<Destructor> = None;

extern "C" {
    fn sqlite3_open(name: *const c_char, out_database: *mut *mut c_void) -> c_int;
    fn sqlite3_create_function(
        database: *mut c_void,
        name: *const c_char,
        num_args: c_int,
        encoding: c_int,
        data: *mut c_void,
        function: Option<SqlFunction>,
        step: Option<SqlFunction>,
        finish: Option<Destructor>,
    ) -> c_int;
    fn sqlite3_prepare_v2(
        database: *mut c_void,
        sql: *const c_char,
        size: c_int,
        out_statement: *mut *mut c_void,
        out_rest: *mut *const c_char,
    ) -> c_int;
    fn sqlite3_bind_text(
        statement: *mut c_void,
        index: c_int,
        text: *const c_char,
        size: c_int,
        release: Option<Destructor>,
    ) -> c_int;
    fn sqlite3_step(statement: *mut c_void) -> c_int;
    fn sqlite3_value_blob(value: *mut c_void) -> *const u8;
    fn sqlite3_value_bytes(value: *mut c_void) -> c_int;
    fn sqlite3_result_int64(context: *mut c_void, result: i64);
}

unsafe extern "C" fn count_words(context: *mut c_void, _num_args: c_int, args: *mut *mut c_void) {
    let text = unsafe { sqlite3_value_blob(*args) };
    let length = unsafe { sqlite3_value_bytes(*args) } as usize;
    let mut words = 1;
    for byte in unsafe { slice::from_raw_parts(text, length) } { //~ ub: dangling reference
        words += i64::from(*byte == b' ');
    }
    unsafe { sqlite3_result_int64(context, words) };
}

fn main() {
    let mut database = ptr::null_mut();
    let mut statement = ptr::null_mut();
    let text = CString::new("a spoon and a sieve").unwrap();
    unsafe {
        sqlite3_open(c":memory:".as_ptr(), &mut database);
        let name = c"count_words".as_ptr();
        let none = ptr::null_mut();
        sqlite3_create_function(database, name, 1, UTF8, none, Some(count_words), None, None);
        let sql = c"SELECT count_words(?1)".as_ptr();
        sqlite3_prepare_v2(database, sql, -1, &mut statement, ptr::null_mut());
        sqlite3_bind_text(statement, 1, text.as_ptr(), -1, STATIC);
        drop(text);
        sqlite3_step(statement);
    }
}
