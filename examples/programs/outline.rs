// SPDX-License-Identifier: MIT
//
// expat, a parser that calls back: handlers for elements and text, with an outline as their user
// data. Names and attributes are expat's own strings, text is a part of what it was given, without a
// NUL behind it. A handler may stop the parser; broken input ends with expat's own message.
//~ library: libexpat.so.1

use std::ffi::{c_char, c_int, c_void, CStr};

#[repr(C)]
struct Parser {
    _private: [u8; 0],
}

extern "C" {
    fn XML_ParserCreate(encoding: *const c_char) -> *mut Parser;
    fn XML_ParserFree(parser: *mut Parser);
    fn XML_SetUserData(parser: *mut Parser, data: *mut c_void);
    fn XML_SetElementHandler(
        parser: *mut Parser,
        start: extern "C" fn(*mut c_void, *const c_char, *const *const c_char),
        end: extern "C" fn(*mut c_void, *const c_char),
    );
    fn XML_SetCharacterDataHandler(
        parser: *mut Parser,
        text: extern "C" fn(*mut c_void, *const c_char, c_int),
    );
    fn XML_Parse(parser: *mut Parser, text: *const c_char, length: c_int, is_last: c_int) -> c_int;
    fn XML_StopParser(parser: *mut Parser, resumable: u8) -> c_int;
    fn XML_GetErrorCode(parser: *mut Parser) -> c_int;
    fn XML_ErrorString(code: c_int) -> *const c_char;
    fn XML_GetCurrentLineNumber(parser: *mut Parser) -> u64;
}

struct Outline {
    parser: *mut Parser,
    depth: usize,
    lines: Vec<String>,
    text: String,
}

fn string(text: *const c_char) -> &'static str {
    unsafe { CStr::from_ptr(text) }.to_str().unwrap()
}

extern "C" fn start(data: *mut c_void, name: *const c_char, mut atts: *const *const c_char) {
    let outline = unsafe { &mut *data.cast::<Outline>() };
    let mut line = String::new();
    for _ in 0..outline.depth {
        line.push_str("  ");
    }
    line.push_str(string(name));
    unsafe {
        while !(*atts).is_null() {
            line.push_str(" ");
            line.push_str(string(*atts));
            line.push_str("=");
            line.push_str(string(*atts.add(1)));
            atts = atts.add(2);
        }
    }
    outline.depth += 1;
    outline.lines.push(line);
    if string(name) == "secret" {
        unsafe { XML_StopParser(outline.parser, 0) };
    }
}

extern "C" fn end(data: *mut c_void, _name: *const c_char) {
    let outline = unsafe { &mut *data.cast::<Outline>() };
    outline.depth -= 1;
}

extern "C" fn text(data: *mut c_void, text: *const c_char, length: c_int) {
    let outline = unsafe { &mut *data.cast::<Outline>() };
    let bytes = unsafe { std::slice::from_raw_parts(text.cast::<u8>(), length as usize) };
    outline.text.push_str(std::str::from_utf8(bytes).unwrap());
}

fn parse(source: &str) {
    let parser = unsafe { XML_ParserCreate(std::ptr::null()) };
    let mut outline = Outline { parser, depth: 0, lines: Vec::new(), text: String::new() };
    let status = unsafe {
        XML_SetUserData(parser, (&raw mut outline).cast());
        XML_SetElementHandler(parser, start, end);
        XML_SetCharacterDataHandler(parser, text);
        XML_Parse(parser, source.as_ptr().cast(), source.len() as c_int, 1)
    };
    for line in &outline.lines {
        println!("{}", line);
    }
    if status == 0 {
        let reason = string(unsafe { XML_ErrorString(XML_GetErrorCode(parser)) });
        println!("line {}: {}", unsafe { XML_GetCurrentLineNumber(parser) }, reason);
    } else {
        println!("text: {}", outline.text.trim());
    }
    unsafe { XML_ParserFree(parser) };
}

fn main() {
    parse(
        "<menu for=\"today\">\n  <soup spicy=\"no\" vegan=\"yes\">leek</soup>\n  <cake/>\n</menu>\n",
    );
    parse("<menu>\n  <soup>leek</cake>\n</menu>\n");
    parse("<menu><secret/><soup/></menu>");
}
