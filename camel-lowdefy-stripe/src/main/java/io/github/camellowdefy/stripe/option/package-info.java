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
 * The table of options: the name of each, what its value must be, where it may stand and which one
 * is nearest to a mistaken name. In go the options as text, out come typed values or one sentence
 * that names the fix. Everything here is pure and runs while a context starts.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.option;
