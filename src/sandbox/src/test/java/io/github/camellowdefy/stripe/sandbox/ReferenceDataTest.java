// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.CountrySpec;
import com.stripe.param.CountrySpecListParams;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceDataTest extends Scenario {

    @Test
    void aCountryTellsItsCurrencyAndWhatAccountsThereNeed() throws StripeException {
        CountrySpec germany = stripe.countrySpecs().retrieve("DE");
        assertThat(germany.getDefaultCurrency()).isEqualTo("eur");
        assertThat(germany.getSupportedPaymentCurrencies()).contains("eur", "usd", "jpy");
        assertThat(germany.getSupportedBankAccountCurrencies().get("eur")).contains("DE", "FR");
        assertThat(germany.getVerificationFields().getIndividual().getMinimum())
                .contains("external_account", "individual.dob.day");
        assertThat(stripe.countrySpecs().retrieve("US").getSupportedTransferCountries())
                .contains("GB", "US");
        assertThat(refused(() -> stripe.countrySpecs().retrieve("XX")).getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void countriesArePagedLikeAnythingElse() throws StripeException {
        List<String> all = new ArrayList<>();
        CountrySpecListParams seven = CountrySpecListParams.builder().setLimit(7L).build();
        for (CountrySpec each : stripe.countrySpecs().list(seven).autoPagingIterable()) {
            all.add(each.getId());
        }
        assertThat(all).hasSizeGreaterThan(20).doesNotHaveDuplicates().isSorted();

        CountrySpecListParams before =
                CountrySpecListParams.builder().setLimit(2L).setEndingBefore(all.get(5)).build();
        assertThat(stripe.countrySpecs().list(before).getData())
                .extracting(CountrySpec::getId)
                .containsExactly(all.get(3), all.get(4));
        CountrySpecListParams nowhere =
                CountrySpecListParams.builder().setStartingAfter("XX").build();
        assertThat(refused(() -> stripe.countrySpecs().list(nowhere)).getParam())
                .isEqualTo("starting_after");
    }

    @Test
    void someTaxCodesAreThere() throws StripeException {
        assertThat(stripe.taxCodes().retrieve("txcd_99999999").getName())
                .isEqualTo("General - Tangible Goods");
        assertThat(stripe.taxCodes().list().getData()).isNotEmpty();
    }
}
