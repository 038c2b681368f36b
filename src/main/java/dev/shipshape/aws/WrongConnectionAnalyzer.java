package dev.shipshape.aws;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence which connection of the settings is wrong, and what to write. */
class WrongConnectionAnalyzer extends AbstractFailureAnalyzer<WrongConnection> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WrongConnection cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.advice(), cause);
    }

}
