package dev.tocsin.local.process;

import java.time.Duration;

/** Is told what is going on while parts start; parts start at the same time, so calls come from several threads. */
public interface Progress {
    Progress SILENT = new Progress() {
        @Override
        public void starting(String part) {}

        @Override
        public void ready(String part, Duration took, String where) {}
    };

    void starting(String part);

    void ready(String part, Duration took, String where);
}
