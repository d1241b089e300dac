/** Makes the schemas and reference pages from the records, their Javadoc and the golden files, and checks that none has drifted. */
@NullMarked
package dev.signalbox.contracts.reference;

import org.jspecify.annotations.NullMarked;
