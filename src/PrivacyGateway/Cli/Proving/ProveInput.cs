using System.CommandLine;
using System.Globalization;
using System.IO;
using PrivacyGateway.Diagnostics.Ledger;
using PrivacyGateway.Inspection.Har;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Reads the options of <c>prove</c> and the files that they name.</summary>
internal sealed class ProveInput
{
    private readonly Option<string> _config = ConfigFile.Option();
    private readonly Option<string?> _out =
        new("--out", "-o") { Description = "The directory for the report, the capture and their checksums; created if it does not exist." };
    private readonly Option<string?> _require = new("--require") { Description = "The requirement to meet: standard, strict or cnil." };
    private readonly Option<string?> _baseline =
        new("--baseline") { Description = "An earlier report.json; data that is forwarded now and was not then is a failure." };
    private readonly Option<string?> _har =
        new("--har") { Description = "A network log that a browser saved as HAR; its hits are sent too, with canaries as values." };
    private readonly Option<string?> _from =
        new("--from") { Description = "The first day of the ledger's counts in the report, as 2026-11-25 (UTC). Needs --to." };
    private readonly Option<string?> _to = new("--to") { Description = "The last day, inclusive. Needs --from." };
    private readonly Option<string?> _at = new("--at") { Description = "The report's time, as 2026-11-25T08:00:00Z. By default now." };

    public ProveInput() => _require.AcceptOnlyFromAmong(Requirement.Standard, Requirement.Strict, Requirement.Cnil);

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_config, _out, _require, _baseline, _har, _from, _to, _at])
            command.Options.Add(option);
    }

    /// <exception cref="FormatException">An option or its file is invalid; the message names problem and remedy.</exception>
    public ProveOptions Read(ParseResult parsed) => new()
    {
        Config = parsed.GetValue(_config)!,
        Out = parsed.GetValue(_out),
        Require = parsed.GetValue(_require),
        Baseline = parsed.GetValue(_baseline) is { } baseline
            ? ReadFile("--baseline", baseline, "Name the report.json of an earlier run.") : null,
        Recorded = parsed.GetValue(_har) is { } har ? ReadHar(har) : [],
        Period = ReadPeriod(parsed.GetValue(_from), parsed.GetValue(_to)),
        At = ReadTime(parsed.GetValue(_at)),
    };

    private static IReadOnlyList<TypedRequest> ReadHar(string file)
    {
        var requests = HarFile.Parse(ReadFile("--har", file, "Name a HAR that a browser saved."), file).Requests;
        return requests.Any(RecordedProbes.IsHit)
            ? requests
            : throw new FormatException(
                $"--har {file}: none of its {requests.Count} requests is a hit. Record a page that loads the pixel, and save the network "
                    + "log again.");
    }

    private static (DateOnly, DateOnly)? ReadPeriod(string? from, string? to)
    {
        if (from is null && to is null)
            return null;
        if (from is null || to is null)
            throw new FormatException("--from and --to belong together. Name both days.");
        if (!DayFile.TryParse(from, out var first))
            throw new FormatException($"--from {from} is not a day of the form 2026-11-25. Write year, month and day with hyphens.");
        if (!DayFile.TryParse(to, out var last))
            throw new FormatException($"--to {to} is not a day of the form 2026-11-25. Write year, month and day with hyphens.");
        return first <= last ? (first, last) : throw new FormatException($"--to {to} is before --from {from}. Swap them.");
    }

    private static DateTimeOffset ReadTime(string? text)
    {
        if (text is null)
            return TimeProvider.System.GetUtcNow();
        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new FormatException(
                $"--at {text} is not a time of the form 2026-11-25T08:00:00Z. Write date and time with a T between them.");
    }

    private static string ReadFile(string option, string file, string remedy)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException($"{option} {file}: {exception.Message} {remedy}", exception);
        }
    }
}
