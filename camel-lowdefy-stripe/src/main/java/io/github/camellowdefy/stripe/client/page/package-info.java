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
/**
 * Walks the pages of a list, a search or a v2 list, one page ahead of its reader or in several
 * slices of time side by side. In goes the call of the first page, out comes an iterator over the
 * items. The iterator's {@code next} waits for a page on the reader's thread; pages arrive on I/O
 * threads.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.client.page;
