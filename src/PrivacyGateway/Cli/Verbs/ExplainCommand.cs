using System.CommandLine;
using PrivacyGateway.Cli.Explaining;
using PrivacyGateway.Hosting;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Cli.Verbs;

/// <summary><c>explain</c>: shows what the gateway would do with requests, and why. It uses no network.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var (config, options) = (ConfigFile.Option(), new ExplainOptions());
        var json = new Option<bool>("--json") { Description = "Print JSON, as config/explain.schema.json describes it." };
        var command = new Command("explain",
            "Show what the gateway would do with a request, or with each hit of a recording, and by which rule.") { config };
        options.AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                var input = options.Read(parsed);
                var (read, problems) = await ConfigFile.LoadAsync(parsed.GetValue(config)!, FileCheck.Skip);
                if (read is null)
                {
                    ConfigFile.Report(parsed.GetValue(config)!, problems);
                    return ExitCodes.Wrong;
                }

                await using var explainer = new Explainer(read, options.HostOf(parsed));
                if (input.IsRecording)
                    await ExplainAllAsync(explainer, input, options.DetailOf(parsed), parsed.GetValue(json), options.HasCookies(parsed));
                else
                    await ExplainOneAsync(explainer, input.Requests[0], parsed.GetValue(json));
                return ExitCodes.Fine;
            }
            catch (FormatException exception)
            {
                Console.Error.WriteLine(
                    $"{Terminal.Colour(Terminal.Red, "error:", Terminal.IsErrorColoured)} {WireText.ShowPlain(exception.Message)}");
                return ExitCodes.Wrong;
            }
        });
        return command;
    }

    private static async Task ExplainOneAsync(Explainer explainer, TypedRequest request, bool json)
    {
        var explanation = await explainer.ExplainAsync(request, keepsServedHost: false);
        if (explanation.Request.Host is not { Length: > 0 } host)
            throw new FormatException($"no host. Add --host, or write a complete URL with --url. Served: {explainer.Served}.");
        if (explanation.Status == 421)
            throw new FormatException(explainer.DescribeUnserved(host));
        if (explanation.Verdict == Explanation.ForwardedAsIs)
            throw new FormatException(
                $"route \"{explanation.Judgement.Route}\" has no policy: the request would be forwarded unchanged. Choose a host whose "
                    + "route names a policy.");

        if (json)
            Console.WriteLine(ExplanationJson.Write(explanation));
        else
            ExplanationPrinter.Print(explanation, Console.Out, Terminal.IsOutputColoured);
    }

    private static async Task ExplainAllAsync(Explainer explainer, ExplainInput input, int? detail, bool json, bool hasCookies)
    {
        if (detail is { } chosen && (chosen < 1 || chosen > input.Requests.Count))
            throw new FormatException(
                $"--detail {chosen}: {input.Name} has {input.Requests.Count} hits. Choose one by its number in the list.");

        var hits = new List<RecordedHit>();
        foreach (var request in input.Requests)
            hits.Add(new RecordedHit(hits.Count + 1, await explainer.ExplainAsync(request, keepsServedHost: true)));
        var notes = RecordingNotes.For(input, hits, explainer, hasCookies);
        if (json)
        {
            Console.WriteLine(RecordingJson.Write(input, hits, notes, detail));
            return;
        }

        RecordingPrinter.Print(input, hits, notes, Console.Out);
        if (detail is not { } number)
            return;
        Console.WriteLine();
        Console.WriteLine($"hit       {number}");
        ExplanationPrinter.Print(hits[number - 1].Explanation, Console.Out, Terminal.IsOutputColoured);
    }
}
