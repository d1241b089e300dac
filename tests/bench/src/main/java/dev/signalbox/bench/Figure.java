package dev.signalbox.bench;

/**
 * One measured figure.
 *
 * @param name what was measured
 * @param value the figure
 * @param unit its unit
 * @param note what it is compared with, or how it was come by; may be empty
 */
record Figure(String name, double value, String unit, String note) {}
