using System.Globalization;
using PrivacyGateway.Configuration;
using PrivacyGateway.Endpoints.State;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Hosting.State;

/// <summary>The current configuration, its source, and the outcome for the file's latest content.</summary>
internal sealed class ConfigurationPart(ConfigReload reload, CurrentConfigFile file)
{
    public const string Id = "configuration";

    /// <summary>Digits of the hash that fit a tile.</summary>
    private const int ShortHash = 7;

    private (CheckedConfig Config, IReadOnlyList<IReadOnlyList<StateCell>> Rows)? _variables;

    public StateSection Read()
    {
        var (config, status) = (reload.Current, reload.Status);
        var summary = status.IsStale ? "The file cannot be used. The last good configuration still applies."
            : config.Warnings.Count > 0 ? $"Applied, with {Count(config.Warnings.Count, "warning")}."
            : "Applied, without warnings.";
        return new StateSection(Id, "Configuration", config.Gateway.Hash[..ShortHash], summary,
            status.IsStale || config.Warnings.Count > 0 || status.NeedingRestart.Count > 0 ? StateTone.Notice : StateTone.Good)
        {
            Facts =
            [
                new("Hash", StateCell.Code(config.Gateway.Hash)),
                new("Applied", StateCell.At(status.AppliedAt)),
                new("File", file.Path is { } path ? StateCell.Code(path) : "none: it came with the program"),
                new("The file today", status.Problem is { } problem ? StateCell.Badge("refused", StateTone.Bad) with { Texts = [problem] }
                    : StateCell.Badge("applied", StateTone.Good)),
                .. status.NeedingRestart.Count == 0 ? (StateFact[])[] : [new("After a restart", StateCell.Code(status.NeedingRestart))],
            ],
            Tables =
            [
                new("Warnings", ["Key", "Finding", "Remedy"], [.. config.Warnings.Select(static warning =>
                    (IReadOnlyList<StateCell>)[StateCell.Code(warning.Path), warning.Message, warning.Remedy])], "No warnings."),
                new("Environment variables that set a key", ["Variable", "Keys"], Variables(config),
                    "None: every value comes from the file or is a default."),
                new("History of reloads", ["What", "When", "Hash", "Why"], [.. reload.History.Select(Row)], "None."),
            ],
        };
    }

    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    private static IReadOnlyList<StateCell> Row(ConfigEvent entry) =>
    [
        entry.Kind switch
        {
            ConfigEventKind.Started => StateCell.Badge("started", StateTone.Good),
            ConfigEventKind.Applied => StateCell.Badge("applied", StateTone.Good),
            ConfigEventKind.Restored => StateCell.Badge("restored", StateTone.Good),
            _ => StateCell.Badge("refused", StateTone.Bad),
        },
        StateCell.At(entry.At),
        entry.Hash is { } hash ? StateCell.Code(hash) : StateCell.Code(),
        entry.Problem ?? (entry.Kind == ConfigEventKind.Restored ? "The file holds the current configuration again." : ""),
    ];

    /// <summary>Names alone: the value of a variable may be a secret.</summary>
    private IReadOnlyList<IReadOnlyList<StateCell>> Variables(CheckedConfig config)
    {
        if (_variables is { } known && known.Config == config)
            return known.Rows;

        var document = ConfigDocument.Parse("", config.Text, file.Environment, new ConfigProblems())!;
        IReadOnlyList<IReadOnlyList<StateCell>> rows =
        [
            .. document.Variables.GroupBy(static pair => pair.Value, static pair => pair.Key, StringComparer.Ordinal).OrderBy(
                static variable => variable.Key, StringComparer.Ordinal)
                .Select(static variable => (IReadOnlyList<StateCell>)[StateCell.Code(variable.Key),
                    StateCell.Code(variable.MaxBy(static path => path.Length)!)]),
        ];
        _variables = (config, rows);
        return rows;
    }
}
