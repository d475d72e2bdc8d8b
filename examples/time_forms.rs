//! Measures the time tagger, form by form, against two public sets of single expressions.
//!
//! ```text
//! cargo run --release --example time_forms -- [--unread] FILE.jsonl...
//! ```
//! A line of a file is one item, in the shape of either set:
//! - Recognizers-Text: `input`, `reference_date`, and `expected` with `text`, `start`, `end` (in characters), `type` and values;
//! - Duckling: `input`, `reference_time`, and `expected` as `[kind, value, grain]`, where the whole input is the expression.
//!
//! Prints a line for each class of forms: how many expressions, the share that is read (every word of it is in a mention, apart from
//! prepositions and articles), of how many the set has a value that can be compared, and the share of these that is the same. Months,
//! weekdays and named days are given their capitals first, as in copy. `--unread` prints the expressions that are not read, `--different` those that are
//! read with another value, most frequent first.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{Days, Months, NaiveDate};
use clap::Parser;
use gainsay::document::Document;
use gainsay::extract::times::times;
use gainsay::extract::{Text, TimeMention};
use gainsay::language::{Token, TokenKind, tokenize};
use gainsay::lexicon::Lexicon;
use gainsay::lexicon::time::{Tag, TimeLexicon, Word};
use serde_json::Value;

#[derive(Parser)]
#[command(about = "Measures the time tagger, form by form")]
struct Arguments {
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print what is not read, most frequent first
    #[arg(long)]
    unread: bool,
    /// Print what is read with another value than the set's, most frequent first
    #[arg(long)]
    different: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let lexicon = Lexicon::builtin();
    let mut tally = Tally::default();
    for path in &arguments.files {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        for line in text.lines() {
            let item: Value = serde_json::from_str(line).map_err(|e| format!("{}: {e}", path.display()))?;
            tally.measure(&Item::of(&item, &lexicon.time), &lexicon);
        }
    }
    if arguments.unread {
        list(&tally.unread);
    }
    if arguments.different {
        list(&tally.different);
    }
    if !arguments.unread && !arguments.different {
        tally.print();
    }
    Ok(())
}

/// Expressions by their class, with how often they were seen.
type Seen = BTreeMap<(&'static str, String), usize>;

fn list(seen: &Seen) {
    let mut seen: Vec<_> = seen.iter().collect();
    seen.sort_by_key(|((class, _), count)| (*class, std::cmp::Reverse(**count)));
    seen.iter().for_each(|((class, text), count)| println!("{count:4}  {class:32}  {text}"));
}

/// What was measured.
#[derive(Default)]
struct Tally {
    classes: BTreeMap<&'static str, Count>,
    unread: Seen,
    different: Seen,
}

#[derive(Default)]
struct Count {
    items: usize,
    read: usize,
    valued: usize,
    right: usize,
}

impl Count {
    fn add(&mut self, other: &Count) {
        self.items += other.items;
        self.read += other.read;
        self.valued += other.valued;
        self.right += other.right;
    }

    fn row(&self) -> String {
        let share = |part: usize, of: usize| if of == 0 { "–".into() } else { format!("{:.0} %", 100.0 * part as f64 / of as f64) };
        format!("{} | {} | {} | {}", self.items, share(self.read, self.items), self.valued, share(self.right, self.valued))
    }
}

impl Tally {
    fn measure(&mut self, item: &Item, lexicon: &Lexicon) {
        let document = Document::of_paragraph(&item.input, item.reference);
        let mentions = times(&Text::new(&document, lexicon), lexicon);
        if item.expected.is_empty() {
            let one = Count { items: 1, read: usize::from(mentions.is_empty()), ..Count::default() };
            self.classes.entry("no time (read: nothing is found)").or_default().add(&one);
        }
        for expected in &item.expected {
            let text = &item.input[expected.range.clone()];
            let tokens = tokenize(text);
            let class = class(&tokens, &expected.kind, &lexicon.time);
            let within = |m: &&TimeMention| (m.range.start as usize) < expected.range.end && expected.range.start < m.range.end as usize;
            let near: Vec<&TimeMention> = mentions.iter().filter(within).collect();
            let read = tokens.iter().all(|token| {
                let at = expected.range.start as u32 + token.start;
                near.iter().any(|m| (m.range.start..m.range.end).contains(&at)) || stands_around(token)
            });
            let valued = item.reference.is_some() && !expected.values.is_empty();
            let right = valued && read && expected.values.iter().any(|value| value.is_of(&near));
            if !read {
                *self.unread.entry((class, text.to_lowercase())).or_default() += 1;
            } else if valued && !right {
                let means = |m: &&TimeMention| {
                    let clock = m.clock.map_or(String::new(), |c| format!(" {c}"));
                    format!("{}{clock}{}", m.timex, m.days.map_or(String::new(), |d| format!(" = {d}")))
                };
                let found: Vec<String> = near.iter().map(means).collect();
                let values: Vec<String> = expected.values.iter().map(Gold::to_string).collect();
                let line = format!("{}: {}; the set: {}", text.to_lowercase(), found.join(" + "), values.join(" or "));
                *self.different.entry((class, line)).or_default() += 1;
            }
            let [read, valued, right] = [read, valued, right].map(usize::from);
            self.classes.entry(class).or_default().add(&Count { items: 1, read, valued, right });
        }
    }

    fn print(&self) {
        println!("| form | items | read | with a value | same value |\n| --- | ---: | ---: | ---: | ---: |");
        let mut all = Count::default();
        for (class, count) in &self.classes {
            println!("| {class} | {} |", count.row());
            all.add(count);
        }
        println!("| all | {} |", all.row());
    }
}

/// A word that may stand around a time and is no part of it in TIMEX3, or a mark.
fn stands_around(token: &Token) -> bool {
    const WORDS: [&str; 29] = [
        "a", "after", "and", "any", "as", "at", "before", "between", "by", "during", "for", "from", "in", "of", "on", "or", "since",
        "sometime", "starting", "than", "the", "through", "till", "time", "to", "until", "within", "anytime", "prior",
    ];
    token.kind == TokenKind::Punctuation || WORDS.contains(&&*token.lower)
}

/// A text with what is expected of it.
struct Item {
    input: String,
    reference: Option<NaiveDate>,
    expected: Vec<Expected>,
}

struct Expected {
    range: Range<usize>,
    kind: String,
    /// The values that the set allows.
    values: Vec<Gold>,
}

impl Item {
    fn of(item: &Value, lexicon: &TimeLexicon) -> Item {
        let input = item["input"].as_str().unwrap_or_default();
        let reference = item["reference_date"].as_str().or(item["reference_time"].as_str()).and_then(day);
        let expected = match &item["expected"] {
            Value::Array(list) if list.first().is_some_and(Value::is_string) => {
                let kind = list[0].as_str().unwrap_or_default().to_string();
                vec![Expected { range: 0..input.len(), kind, values: Gold::of_duckling(list).into_iter().collect() }]
            }
            Value::Array(list) => list.iter().filter_map(|e| Expected::of_recognizers(e, input)).collect(),
            _ => Vec::new(),
        };
        let holiday = item["spec"].as_str().is_some_and(|spec| spec.contains("Holiday"));
        let named = |e: &Expected| (holiday || e.kind.contains("Holiday")).then(|| e.range.clone());
        let names: Vec<Range<usize>> = expected.iter().filter_map(named).collect();
        Item { input: with_capitals(input, &names, lexicon), reference, expected }
    }
}

impl Expected {
    fn of_recognizers(expected: &Value, input: &str) -> Option<Expected> {
        let byte = |key: &str| {
            let at = expected[key].as_u64()? as usize;
            Some(input.char_indices().nth(at).map_or(input.len(), |(byte, _)| byte))
        };
        let (start, end) = byte("start").zip(byte("end"))?;
        let kind = expected["type"].as_str().unwrap_or_default().trim_start_matches("datetimeV2.").to_string();
        let mut values = Vec::new();
        let value = &expected["value"];
        values.extend([&value["FutureResolution"], &value["PastResolution"]].into_iter().filter_map(Gold::of_recognizers));
        let listed = [value, &expected["resolution"]].into_iter().filter_map(|v| v["values"].as_array()).flatten();
        values.extend(listed.filter_map(Gold::of_recognizers));
        values.extend(value["Timex"].as_str().filter(|_| kind == "set").map(|t| Gold::Timex(t.into())));
        Some(Expected { range: start..end, kind, values })
    }
}

/// Months, weekdays and the words of named days with a capital, as in copy; no byte moves.
fn with_capitals(input: &str, names: &[Range<usize>], lexicon: &TimeLexicon) -> String {
    let mut text = input.to_string();
    for token in tokenize(input) {
        let word = lexicon.word(&token.lower);
        let named = names.iter().any(|name| name.contains(&(token.start as usize))) && !word.is(Tag::Of) && !word.is(Tag::In);
        let small = input.as_bytes()[token.start as usize].is_ascii_lowercase();
        if small && (word.month != 0 || word.weekday != 0 || named && token.kind == TokenKind::Word) {
            let letter = token.start as usize..token.start as usize + 1;
            text.replace_range(letter.clone(), &input[letter].to_ascii_uppercase());
        }
    }
    text
}

/// A value that a set has for an expression.
enum Gold {
    /// First and last day, where there are such; and the time of day, hour and minute.
    Days(Option<NaiveDate>, Option<NaiveDate>, Option<String>),
    Clock(String),
    Seconds(i64),
    Timex(String),
}

impl Gold {
    fn of_recognizers(value: &Value) -> Option<Gold> {
        let text = |keys: &[&str]| keys.iter().find_map(|key| value[*key].as_str());
        let clock = |text: &str| text.split([' ', 'T']).find(|part| part.contains(':')).and_then(|part| part.get(..5)).map(str::to_string);
        if let Some(seconds) = text(&["duration"]).or(text(&["value"]).filter(|_| value["type"] == "duration")) {
            return seconds.parse().ok().map(Gold::Seconds);
        }
        if value["type"] == "set" {
            return text(&["timex"]).map(|t| Gold::Timex(t.into()));
        }
        if let Some(point) = text(&["date", "dateTime", "time", "value"]) {
            return match day(point) {
                Some(day) => Some(Gold::Days(Some(day), Some(day), clock(point))),
                None => clock(point).map(Gold::Clock),
            };
        }
        let start = text(&["startDate", "startDateTime", "start"]);
        let end = text(&["endDate", "endDateTime", "end"]);
        if start.or(end).is_some_and(|bound| day(bound).is_none()) {
            return start.or(end).and_then(clock).map(Gold::Clock);
        }
        // The end of a range of days is the day behind it.
        let last = end.and_then(day).map(|d| if end.is_some_and(|e| e.contains(':')) { d } else { d - Days::new(1) });
        (start.or(end).is_some()).then(|| Gold::Days(start.and_then(day), last, start.or(end).and_then(clock)))
    }

    fn of_duckling(expected: &[Value]) -> Option<Gold> {
        let grain = expected.get(2).and_then(Value::as_str)?;
        let moment = |value: &Value| {
            let field = |at: usize| value[at].as_i64();
            let day = NaiveDate::from_ymd_opt(field(0)? as i32, field(1)? as u32, field(2)? as u32)?;
            Some((day, format!("{:02}:{:02}", field(3)?, field(4)?)))
        };
        let timed = matches!(grain, "Hour" | "Minute" | "Second");
        if expected[1].is_string() {
            let (day, clock) = moment(&expected[2])?;
            return Some(Gold::Days(Some(day), None, Some(clock)));
        }
        if expected[1][0].is_array() {
            let ((from, clock), (to, _)) = moment(&expected[1][0]).zip(moment(&expected[1][1]))?;
            let last = if timed { to } else { to - Days::new(1) };
            return Some(Gold::Days(Some(from), Some(last), timed.then_some(clock)));
        }
        let (day, clock) = moment(&expected[1])?;
        let behind = match grain {
            "Week" => day + Days::new(7),
            "Month" => day + Months::new(1),
            "Quarter" => day + Months::new(3),
            "Year" => day + Months::new(12),
            _ => day + Days::new(1),
        };
        Some(Gold::Days(Some(day), Some(behind - Days::new(1)), timed.then_some(clock)))
    }

    /// Whether the mentions of an expression together mean this.
    fn is_of(&self, mentions: &[&TimeMention]) -> bool {
        let clock = |clock: &String| {
            mentions.iter().filter_map(|m| m.clock).any(|c| {
                let twelve = chrono::TimeDelta::hours(12);
                let halves = [c.from, c.from.overflowing_add_signed(twelve).0];
                halves[..if c.ambiguous { 2 } else { 1 }].iter().any(|time| time.format("%H:%M").to_string() == *clock)
            })
        };
        match self {
            Gold::Days(from, to, time) => {
                let days = || mentions.iter().filter_map(|m| m.days);
                let (first, last) = (days().map(|d| d.earliest).min(), days().map(|d| d.latest).max());
                let fits = match (from, to) {
                    // A time of day by itself is of no day here; the sets take today.
                    _ if time.is_some() && mentions.iter().all(|m| m.days.is_none()) => return time.as_ref().is_some_and(clock),
                    // "19 to 20 November": the sets leave out the last day.
                    (Some(_), Some(to)) => first == *from && (last == Some(*to) || mentions.len() > 1 && last == to.succ_opt()),
                    // What is before or after a time: the bound is the time's own, on either side.
                    _ => [from, to].into_iter().flatten().any(|bound| {
                        let near = [Some(*bound), bound.pred_opt(), bound.succ_opt()];
                        near.contains(&first) || near.contains(&last)
                    }),
                };
                fits && time.as_ref().is_none_or(|time| mentions.iter().all(|m| m.clock.is_none()) || clock(time))
            }
            Gold::Clock(time) => clock(time),
            Gold::Seconds(seconds) => mentions.iter().filter_map(|m| m.duration).any(|d| (d.low..=d.high).contains(seconds)),
            Gold::Timex(timex) => mentions.iter().any(|m| m.timex == *timex),
        }
    }
}

impl std::fmt::Display for Gold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Gold::Days(from, to, clock) => {
                let shown = |day: &Option<NaiveDate>| day.map_or("…".to_string(), |d| d.to_string());
                write!(f, "{} to {} {}", shown(from), shown(to), clock.as_deref().unwrap_or_default())
            }
            Gold::Clock(text) | Gold::Timex(text) => f.write_str(text),
            Gold::Seconds(seconds) => write!(f, "{seconds} s"),
        }
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()
}

/// The class of a form, by the kind that the set gives it and by its words.
fn class(tokens: &[Token], kind: &str, lexicon: &TimeLexicon) -> &'static str {
    let words: Vec<&Word> = tokens.iter().map(|token| lexicon.word(&token.lower)).collect();
    let any = |tags: &[Tag]| words.iter().any(|word| word.any(tags));
    let one_of = |list: &[&str]| tokens.iter().any(|token| list.contains(&&*token.lower));
    let has = |what: fn(&Word) -> bool| words.iter().any(|word| what(word));
    let digits = |token: &Token| token.lower.starts_with(|c: char| c.is_ascii_digit());
    let numbers = tokens.iter().filter(|t| digits(t)).count();
    let (month, weekday) = (has(|w| w.month != 0), has(|w| w.weekday != 0));
    let named = kind.contains("Holiday");
    match kind {
        "set" => return "recurrence",
        "duration" => return "duration",
        "timezone" => return "time zone alone",
        "datetimealt" => return "choice of a booking",
        _ if named => return "named day",
        _ => {}
    }
    let marked = |token: &Token| digits(token) && (token.lower.contains(':') || token.lower.ends_with('m'));
    let clock = any(&[Tag::Am, Tag::Pm, Tag::Oclock, Tag::Noon, Tag::Midnight]) || tokens.iter().any(marked) || kind.starts_with("time");
    let part = has(|w| w.part.is_some()) || any(&[Tag::Tonight]);
    let range = kind.ends_with("range") || kind.contains("Interval");
    let (from, open) =
        (one_of(&["from", "between", "to", "-", "–", "through"]), one_of(&["before", "after", "since", "until", "till", "by", "than"]));
    let unit = has(|w| w.unit.is_some());
    let counted = numbers > 0 || has(|w| w.cardinal.is_some());
    let pointed = any(&[Tag::This, Tag::Last, Tag::Next, Tag::Previous, Tag::Following, Tag::Recent, Tag::Ahead, Tag::That, Tag::Same]);
    let calendar = month || weekday || any(&[Tag::Today, Tag::Tomorrow, Tag::Yesterday, Tag::Tonight, Tag::Weekend]);
    let offset = any(&[Tag::Ago, Tag::FromNow, Tag::Later, Tag::Earlier])
        || unit && counted && one_of(&["in", "within", "hence", "after", "before", "from"]);
    if clock || part && kind.starts_with("datetime") || kind.starts_with("datetime") && !offset && !pointed && !unit {
        return match (calendar || numbers > 1 && kind.starts_with("date"), range && (from || open), clock) {
            (_, true, _) => "clock range",
            (true, _, true) => "day with a clock time",
            (true, _, false) => "day with a part of it",
            (false, _, true) => "clock time",
            (false, _, false) => "part of a day",
        };
    }
    if part {
        return "part of a day";
    }
    if offset && !month && !weekday {
        return "offset in units";
    }
    if range && from && (counted || calendar) {
        return "range of days";
    }
    if range && open {
        return "before, after, since";
    }
    if any(&[Tag::Early, Tag::Late, Tag::Mid, Tag::End, Tag::Start, Tag::Half]) {
        return "part of a period";
    }
    if has(|w| w.season.is_some()) {
        return "season";
    }
    if one_of(&["quarter", "quarters", "half", "q1", "q2", "q3", "q4", "h1", "h2", "semester", "trimester"]) {
        return "quarter or half";
    }
    if has(|w| w.decade.is_some())
        || one_of(&["century", "decade", "decades", "centuries"])
        || tokens.iter().any(|t| digits(t) && t.lower.ends_with('s'))
    {
        return "decade or century";
    }
    if month {
        let day = tokens.iter().any(|t| digits(t) && t.lower.len() != 4) || has(|w| w.ordinal.is_some());
        return if day { "month and day" } else { "month" };
    }
    if weekday {
        return if pointed { "this, last, next weekday" } else { "weekday" };
    }
    if any(&[Tag::Weekend]) {
        return "weekend";
    }
    if any(&[Tag::Today, Tag::Tomorrow, Tag::Yesterday]) {
        return "today, tomorrow, yesterday";
    }
    if unit && pointed {
        return if counted { "last, next so many units" } else { "this, last, next unit" };
    }
    if tokens.iter().any(|t| digits(t) && t.lower.len() == 4) && tokens.len() <= 3 {
        return "year";
    }
    if numbers > 0 && tokens.iter().all(|t| digits(t) || t.kind == TokenKind::Punctuation || stands_around(t)) {
        return if numbers > 1 || tokens.iter().any(|t| t.lower.len() > 5) { "date in digits" } else { "day of the month alone" };
    }
    if unit || counted || has(|w| w.ordinal.is_some()) {
        return "other words of units and numbers";
    }
    "named day"
}
