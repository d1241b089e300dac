@NullMarked
package dev.signalbox.admission.runs.adapter;

import org.jspecify.annotations.NullMarked;
