using System.CommandLine;

namespace PrivacyGateway.Cli.Verbs;

/// <summary>The examples that <c>--help</c> ends with. A test parses each of them.</summary>
internal static class HelpExamples
{
    private const string Executable = "privacy-gateway";

    /// <summary>Arguments and what they do.</summary>
    /// <param name="command">The verb, or the command line without one.</param>
    public static IReadOnlyList<(string Typed, string Purpose)> For(Command command) =>
        [.. Of(command).Select(example => ($"{Executable} {example.Arguments}", example.Purpose))];

    private static (string Arguments, string Purpose)[] Of(Command command) => command is RootCommand
        ?
        [
            ("demo", "Try it, without a configuration."),
            ("validate proxy.json", "Check a configuration before it serves."),
            ("--config proxy.json", "Serve."),
        ]
        : command.Name switch
        {
            "serve" =>
            [
                ("serve --config /etc/privacy-gateway/proxy.json --urls http://*:8080",
                    "Serve on all addresses, behind a balancer that ends TLS."),
                ("serve --log-format json", "Write a log that a program reads."),
            ],
            "validate" =>
            [
                ("validate proxy.json", "Report all errors and warnings."),
                ("validate --warnings-as-errors --json proxy.json", "Fail a pipeline on any finding."),
                ("validate --effective proxy.json", "Print the configuration that applies, defaults included."),
                ("validate --from-page page.html", "Turn the pixel's block on a page into a policy."),
            ],
            "explain" =>
            [
                ("explain --url \"https://track.shop.example/111111111111111/wt?p=600,home&eid=1\" --cookie miCookieOptOut=1",
                    "Explain one hit."),
                ("explain --har shop.har", "Explain each hit that a browser recorded."),
                ("explain --har shop.har --detail 3", "Explain the third of them in full."),
            ],
            "report" =>
            [
                ("report --from 2026-11-01 --to 2026-11-30", "Sum up a month."),
                ("report --data /data/replica-1 --data /data/replica-2 --csv", "Add up two replicas, day by day."),
            ],
            "prove" =>
            [
                ("prove --config proxy.json --out proof", "Test a configuration and write the report."),
                ("prove --require strict --baseline proof/report.json", "Fail if strict is not met, or if more is forwarded than before."),
            ],
            "demo" =>
            [
                ("demo", "Open the address that it prints in a browser."),
                ("demo --exit", "Print the specification's situations and end."),
            ],
            "healthcheck" =>
            [
                ("healthcheck --config /etc/privacy-gateway/proxy.json", "Ask at the admin address of the configuration."),
                ("healthcheck --url http://127.0.0.1:8081", "Ask at another one."),
            ],
            "completion" =>
            [
                ("completion bash", "Print the script for bash; in ~/.bashrc: source <(privacy-gateway completion bash)."),
                ("completion zsh", "Print the script for zsh; in ~/.zshrc, after compinit."),
            ],
            _ => [],
        };
}
