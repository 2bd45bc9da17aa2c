-- the whole report, as a page
CREATE TABLE by_segment AS SELECT report_page('sales');
