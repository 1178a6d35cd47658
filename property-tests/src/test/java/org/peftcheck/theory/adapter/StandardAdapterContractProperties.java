package org.peftcheck.theory.adapter;

import java.util.List;

class StandardAdapterContractProperties extends AdapterContract {

    @Override
    List<AdapterMethod> methods() {
        return AdapterRegistry.standard().methods();
    }
}
