/** The scripts of the door against a model of them. */
@NullMarked
package dev.signalbox.admission.model;

import org.jspecify.annotations.NullMarked;
