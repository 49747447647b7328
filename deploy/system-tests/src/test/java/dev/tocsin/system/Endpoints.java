package dev.tocsin.system;

import java.io.IOException;

/**
 * Where webhooks go in a benchmark: a program that counts, on many hosts of the loopback, and ports where nobody is. Endpoints
 * are made in groups; all of one group answer alike.
 */
record Endpoints(ToolProcess counter, int port, int deadPort, int hosts) {

    /** What came to one group; delays are milliseconds from the alert's commit to its arrival. */
    record Arrived(long messages, long repeats, long first, long last, int median, int p99, int longest) {
        /** Messages a second, from the first arrival to the last. */
        double rate() {
            return last == first ? 0 : 1000.0 * messages / (last - first);
        }
    }

    String ok(String group, int number) {
        return url("ok", group, number % hosts, number);
    }

    /** Accepts and never answers, on one of the hosts of the others. */
    String hanging(String group, int number) {
        return url("hang", group, number % hosts, number);
    }

    /** Accepts and never answers, on a host where no other endpoint is: those from number {@code hosts} on. */
    String hangingApart(String group, int number, int apart) {
        return url("hang", group, hosts + number % apart, number);
    }

    /** Nobody is there. */
    String refusing(int number) {
        return "http://127.77.0." + (1 + number % hosts) + ":" + deadPort + "/" + number;
    }

    Arrived arrived(String group) throws IOException {
        String[] figures = counter.ask("group " + group).split(" ");
        return new Arrived(
                Long.parseLong(figures[0]),
                Long.parseLong(figures[1]),
                Long.parseLong(figures[2]),
                Long.parseLong(figures[3]),
                Integer.parseInt(figures[4]),
                Integer.parseInt(figures[5]),
                Integer.parseInt(figures[6]));
    }

    void reset() throws IOException {
        counter.ask("reset");
    }

    private String url(String how, String group, int host, int number) {
        return "http://127.77.0." + (1 + host) + ":" + port + "/" + how + "/" + group + "/" + number;
    }
}
