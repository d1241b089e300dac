@NullMarked
package dev.signalbox.cli.doctor;

import org.jspecify.annotations.NullMarked;
