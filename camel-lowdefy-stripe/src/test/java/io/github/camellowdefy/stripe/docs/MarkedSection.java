/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.docs;

/** The part of a text between {@code <!-- name:start -->} and {@code <!-- name:end -->}. */
final class MarkedSection {

    private MarkedSection() {}

    /** Replaces what stands between the markers; a text without them stays as it is. */
    static String replace(String text, String name, String content) {
        String startMarker = "<!-- " + name + ":start -->";
        String endMarker = "<!-- " + name + ":end -->";
        int start = text.indexOf(startMarker);
        int end = text.indexOf(endMarker);
        if (start < 0 && end < 0) {
            return text;
        }
        if (start < 0 || end < start) {
            throw new IllegalStateException(
                    "Expected " + startMarker + " and after it " + endMarker);
        }
        return text.substring(0, start + startMarker.length())
                + "\n\n"
                + content
                + "\n"
                + text.substring(end);
    }
}
