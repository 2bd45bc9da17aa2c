-- segment_measured.sql from the segments that are kept
CREATE TABLE by_segment AS
SELECT * FROM sales_segments;
