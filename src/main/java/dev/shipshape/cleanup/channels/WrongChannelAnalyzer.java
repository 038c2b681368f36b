package dev.shipshape.cleanup.channels;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence which channel of the settings is wrong, and what to write. */
class WrongChannelAnalyzer extends AbstractFailureAnalyzer<WrongChannel> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WrongChannel cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.advice(), cause);
    }

}
