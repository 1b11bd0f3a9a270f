// A configuration is read into a map; what is wrong with it becomes an error that may have a source.
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
#[derive(Debug)]
enum ConfigError {
    Missing(String),
    BadNumber { key: String, source: std::num::ParseIntError },
    Syntax(usize),
}
impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConfigError::Missing(k) => write!(f, "missing key {k}"),
            ConfigError::BadNumber { key, source } => write!(f, "bad number for {key}: {source}"),
            ConfigError::Syntax(line) => write!(f, "syntax error in line {line}"),
        }
    }
}
impl Error for ConfigError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            ConfigError::BadNumber { source, .. } => Some(source),
            _ => None,
        }
    }
}
struct Config {
    values: BTreeMap<String, String>,
}
impl Config {
    fn parse(text: &str) -> Result<Config, ConfigError> {
        let mut values = BTreeMap::new();
        for (i, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (k, v) = line.split_once('=').ok_or(ConfigError::Syntax(i + 1))?;
            values.insert(k.trim().to_string(), v.trim().to_owned());
        }
        Ok(Config { values })
    }
    fn number(&self, key: &str) -> Result<i64, ConfigError> {
        let text = self.values.get(key).ok_or_else(|| ConfigError::Missing(key.to_string()))?;
        text.parse::<i64>().map_err(|source| ConfigError::BadNumber { key: key.into(), source })
    }
}
fn run() -> Result<i64, Box<dyn Error>> {
    let config = Config::parse("# comment\nwidth = 10\nheight=20\nname = box\n")?;
    for (k, v) in &config.values {
        println!("{k} -> {v}");
    }
    let area = config.number("width")? * config.number("height")?;
    if let Err(e) = config.number("name") {
        println!("{e}");
        println!("source: {}", e.source().unwrap());
        println!("{:?}", e);
    }
    config.number("depth")?;
    Ok(area)
}
fn main() {
    match run() {
        Ok(v) => println!("{v}"),
        Err(e) => println!("error: {e}"),
    }
    match Config::parse("a=1\nbroken") {
        Err(e) => println!("{e}"),
        Ok(_) => println!("ok"),
    }
    let f: f64 = "2.5e3".parse().unwrap();
    println!("{f}");
    let n: Result<u8, _> = "300".parse::<u8>();
    println!("{:?}", n);
}
