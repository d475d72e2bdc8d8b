//! Where the cells of an HTML table stand: rows and columns, with cells that span several.

use super::super::draft::Context;

/// Columns beyond this are counted without regard to cells that span rows, so that time stays linear.
const TRACKED_COLUMNS: usize = 256;
const LONGEST_SPAN: u32 = 1000;

/// An open table.
#[derive(Debug)]
pub(super) struct Table {
    number: u32,
    /// Whether it only lays out a page.
    pub layout: bool,
    /// Where its open section, row and cell stand in the stack of open elements.
    pub section_at: Option<usize>,
    pub row_at: Option<usize>,
    pub cell: Option<usize>,
    row: Option<u32>,
    column: u32,
    in_head: bool,
    /// For each column the row at which the last cell in it that spans rows ends.
    taken_until: Vec<u32>,
}

impl Table {
    pub fn new(number: u32) -> Table {
        Table {
            number,
            layout: false,
            section_at: None,
            row_at: None,
            cell: None,
            row: None,
            column: 0,
            in_head: false,
            taken_until: Vec::new(),
        }
    }

    pub fn start_section(&mut self, at: usize, head: bool) {
        self.section_at = Some(at);
        self.in_head = head;
    }

    pub fn start_row(&mut self, at: usize) {
        self.row_at = Some(at);
        self.row = Some(self.row.map_or(0, |row| row + 1));
        self.column = 0;
    }

    /// Starts a cell in the next free column; returns its context.
    pub fn start_cell(&mut self, at: usize, header: bool, columns: u32, rows: u32) -> Context {
        self.cell = Some(at);
        let row = *self.row.get_or_insert(0);
        while self.taken_until.get(self.column as usize).is_some_and(|until| *until > row) {
            self.column += 1;
        }
        let column = self.column;
        let (columns, rows) = (columns.clamp(1, LONGEST_SPAN), rows.clamp(1, LONGEST_SPAN));
        self.column = self.column.saturating_add(columns);
        if rows > 1 {
            let end = (self.column as usize).min(TRACKED_COLUMNS);
            self.taken_until.resize(self.taken_until.len().max(end), 0);
            for until in self.taken_until.iter_mut().take(end).skip(column as usize) {
                *until = row + rows;
            }
        }
        match self.layout {
            true => Context::LayoutCell,
            false => Context::Cell { table: self.number, row, column, header: header || self.in_head },
        }
    }

    /// Forgets what stands at a position of the stack or above it.
    pub fn close(&mut self, position: usize) {
        let below = |at: &usize| *at < position;
        self.cell = self.cell.filter(below);
        self.row_at = self.row_at.filter(below);
        let section = self.section_at.filter(below);
        self.in_head &= section.is_some();
        self.section_at = section;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(context: Context) -> (u32, u32) {
        match context {
            Context::Cell { row, column, .. } => (row, column),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn cells_that_span_rows_and_columns_move_the_others() {
        let mut table = Table::new(0);
        table.start_row(1);
        assert_eq!(place(table.start_cell(2, true, 1, 2)), (0, 0));
        assert_eq!(place(table.start_cell(2, true, 2, 1)), (0, 1));
        assert_eq!(place(table.start_cell(2, true, u32::MAX, u32::MAX)), (0, 3));
        table.start_row(1);
        assert_eq!(place(table.start_cell(2, false, 1, 1)), (1, 1));
    }
}
