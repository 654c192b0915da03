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
 * What an event is, and what it is about: a snapshot of v1 or a thin event of v2, its type, account
 * and object. In goes the JSON of an event, out comes a {@link
 * io.github.camellowdefy.stripe.event.StripeEvent}. Everything here is a pure function.
 */
package io.github.camellowdefy.stripe.event;
