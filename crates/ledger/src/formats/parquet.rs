//! Parquet: one table a file, its columns typed, for notebooks and databases.

use std::{io::Write, sync::Arc};

use jiff::civil::Date;
use parquet::{
    basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical, ZstdLevel},
    data_type::{BoolType, ByteArray, ByteArrayType, Int32Type, Int64Type},
    errors::ParquetError,
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::types::Type,
};

use super::table::{Cell, Column, Kind};

/// Rows that are held in memory and written together.
const GROUP: usize = 16_384;
/// Bytes of text that are held in memory at most, the last row aside.
const GROUP_BYTES: usize = 32 << 20;

/// A table on its way into a file. Every column may be empty in a row; moments are milliseconds in UTC.
pub struct Table<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    bytes: usize,
}

impl<W: Write + Send> Table<W> {
    /// Begins a table of these columns.
    ///
    /// # Errors
    /// Those of the writer, here and below.
    pub fn new(columns: &[Column], out: W) -> Result<Table<W>, ParquetError> {
        let fields = columns.iter().map(|column| field(column).map(Arc::new)).collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("onrecord").with_fields(fields).build()?;
        let zstd = Compression::ZSTD(ZstdLevel::try_new(3)?);
        let properties = WriterProperties::builder().set_compression(zstd).build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
        Ok(Table { writer, columns: columns.to_vec(), rows: Vec::new(), bytes: 0 })
    }

    /// Writes a row: as many cells as there are columns, each of its column's kind or empty.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn row(&mut self, cells: Vec<Cell>) -> Result<(), ParquetError> {
        let text = |cell: &Cell| if let Cell::Text(text) = cell { text.len() } else { 0 };
        self.bytes += cells.iter().map(text).sum::<usize>();
        self.rows.push(cells);
        if self.rows.len() >= GROUP || self.bytes >= GROUP_BYTES { self.flush() } else { Ok(()) }
    }

    /// Ends the table.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn end(mut self) -> Result<W, ParquetError> {
        self.flush()?;
        self.writer.into_inner()
    }

    fn flush(&mut self) -> Result<(), ParquetError> {
        let rows = std::mem::take(&mut self.rows);
        self.bytes = 0;
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for (at, (_, kind)) in self.columns.iter().enumerate() {
            let Some(mut column) = group.next_column()? else { break };
            let cells = rows.iter().map(|row| row.get(at).unwrap_or(&Cell::Empty));
            macro_rules! write {
                ($type:ty, $value:expr) => {{
                    let values: Vec<_> = cells.map($value).collect();
                    let there: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
                    let values: Vec<_> = values.into_iter().flatten().collect();
                    column.typed::<$type>().write_batch(&values, Some(&there), None)?;
                }};
            }
            match kind {
                Kind::Text => write!(ByteArrayType, |cell| match cell {
                    Cell::Text(text) => Some(ByteArray::from(text.as_str())),
                    _ => None,
                }),
                Kind::Number => write!(Int64Type, |cell| match cell {
                    Cell::Number(number) => Some(*number),
                    _ => None,
                }),
                Kind::Truth => write!(BoolType, |cell| match cell {
                    Cell::Truth(truth) => Some(*truth),
                    _ => None,
                }),
                Kind::Moment => write!(Int64Type, |cell| match cell {
                    Cell::Moment(at) => Some(at.as_millisecond()),
                    _ => None,
                }),
                Kind::Day => write!(Int32Type, |cell| match cell {
                    Cell::Day(day) => Some(days(*day)),
                    _ => None,
                }),
            }
            column.close()?;
        }
        group.close().map(drop)
    }
}

fn field((name, kind): &Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Number => (Physical::INT64, None),
        Kind::Truth => (Physical::BOOLEAN, None),
        Kind::Moment => (Physical::INT64, Some(LogicalType::timestamp(true, TimeUnit::MILLIS))),
        Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
    };
    Type::primitive_type_builder(name, physical)
        .with_logical_type(logical)
        .with_repetition(Repetition::OPTIONAL)
        .build()
}

/// Days since 1970-01-01.
fn days(day: Date) -> i32 {
    jiff::civil::date(1970, 1, 1).until(day).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use parquet::{
        file::reader::{FileReader, SerializedFileReader},
        record::{Field, RowAccessor},
    };

    use super::*;

    #[test]
    fn a_table_is_read_back_by_the_library() {
        let columns = [
            ("id", Kind::Text),
            ("count", Kind::Number),
            ("is", Kind::Truth),
            ("at", Kind::Moment),
            ("day", Kind::Day),
        ];
        let mut table = Table::new(&columns, Vec::new()).unwrap();
        let at = "2026-03-05T10:00:00.250Z".parse::<jiff::Timestamp>().unwrap();
        let day = jiff::civil::date(2026, 3, 5);
        for number in 0..GROUP + 3 {
            let text = format!("=1+ß{number}");
            table.row(vec![text.into(), number.into(), (number % 2 == 0).into(), at.into(), day.into()]).unwrap();
        }
        table.row(vec![Cell::Empty; 5]).unwrap();
        let bytes = table.end().unwrap();
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        assert_eq!(reader.metadata().num_row_groups(), 2);
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(rows.len(), GROUP + 4);
        let row = &rows[GROUP + 1];
        assert_eq!(row.get_string(0).unwrap(), &format!("=1+ß{}", GROUP + 1));
        assert_eq!(row.get_long(1).unwrap() as usize, GROUP + 1);
        assert_eq!((row.get_bool(2).unwrap(), row.get_timestamp_millis(3).unwrap()), (false, at.as_millisecond()));
        assert_eq!(row.get_column_iter().nth(4).unwrap().1, &Field::Date(20_517));
        assert!(rows[GROUP + 3].get_string(0).is_err() && rows[GROUP + 3].get_long(1).is_err());
    }

    #[test]
    fn an_empty_table_has_its_columns() {
        let bytes = Table::new(&[("id", Kind::Text)], Vec::new()).unwrap().end().unwrap();
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        assert_eq!(reader.metadata().file_metadata().schema().get_fields()[0].name(), "id");
    }
}
