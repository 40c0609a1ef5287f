-- Uses within limits are counted in memory.
DROP TABLE limits;
