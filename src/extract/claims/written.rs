//! Written dates: the weekday beside a date, and days that their month does not have.

use chrono::NaiveDate;

use super::{Builder, Manner};
use crate::claim::Attribute;
use crate::extract::mention::YearSource;
use crate::value::{Quantity, Unit, Value};

pub(super) fn claims(builder: &mut Builder) {
    let mentions = builder.mentions;
    for (at, time) in mentions.times.iter().enumerate() {
        let written = builder.text.document.text(time.range).to_string();
        let day = time.days.and_then(|d| d.as_day()).zip(time.year);
        if let (Some((weekday, range)), Some((day, year)), false) = (time.weekday, day, follows_weekday(builder, at)) {
            let subject = builder.expression("date", &*written, time.range, Vec::new());
            let note = format!("{} is written here", weekday);
            builder.claim(subject, Attribute::WEEKDAY, Value::Weekday(weekday), range, Manner { note, ..Manner::default() });
            let value = Value::Time(crate::value::TimeValue::day(day));
            let note = reason(builder, day, year);
            builder.claim(subject, Attribute::DATE, value, time.range, Manner { note, ..Manner::default() });
        }
        if let Some(impossible) = time.impossible {
            let subject = builder.expression("date", &*written, time.range, Vec::new());
            let unit = Unit::new("day");
            let stated = Value::Quantity(Quantity::exact(impossible.day.into(), unit.clone()));
            builder.claim(
                subject,
                Attribute::DAY_OF_MONTH,
                stated,
                time.range,
                Manner { note: "there is no such day".into(), ..Manner::default() },
            );
            let length = Value::Quantity(Quantity::range(1.into(), impossible.length.into(), unit));
            builder.claim(subject, Attribute::named("month-length"), length, time.range, Manner::default());
        }
    }
}

/// The day, and what gives it its year.
fn reason(builder: &Builder, day: NaiveDate, year: YearSource) -> String {
    let source = match (year, &builder.text.document.published) {
        (YearSource::Publication, Some(published)) => format!("that of publication, {}, {}", published.date, published.from.words()),
        (YearSource::Neighbours, _) => "that in which the dates around it fall on their weekdays".to_string(),
        (YearSource::Heading, _) => "that of the heading above it".to_string(),
        (YearSource::Configuration, _) => "given by gainsay.yaml".to_string(),
        (YearSource::Written | YearSource::Publication, _) => "written beside it".to_string(),
    };
    format!("{}: the year is {source}", crate::value::TimeValue::day(day))
}

/// "the night of Friday to Saturday, August 2 to 3": two weekdays for two days, of which the nearer does not go with the first.
fn follows_weekday(builder: &Builder, at: usize) -> bool {
    let times = &builder.mentions.times;
    let Some(before) = at.checked_sub(1).map(|i| &times[i]) else { return false };
    let (here, there) = (times[at].range, before.range);
    if here.block != there.block || here.start < there.end || here.start - there.end > 6 {
        return false;
    }
    let between = &builder.text.document.blocks[here.block as usize].prose.text[there.end as usize..here.start as usize];
    matches!(between.trim(), "to" | "and" | "or" | "-" | "–" | "—" | "/")
}
