// SPDX-License-Identifier: Apache-2.0
/**
 * Values as JavaScript sees them: Lowdefy's operators are JavaScript, so their results depend on
 * its coercions, its number and date text and its regular expressions. Pure functions; none of them
 * changes what it is given.
 *
 * <p>A value is null, a {@code Boolean}, a {@code String}, a {@code Number}, a date ({@code Date},
 * {@code Instant}, {@code Calendar}, {@code ZonedDateTime} or {@code OffsetDateTime}), a {@code
 * List}, a {@code Map} with text keys, an {@link
 * io.github.camellowdefy.stripe.lowdefy.javascript.Absent}, or a Java object that JavaScript knows
 * nothing of and that is passed on as it is.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.lowdefy.javascript;
