using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Curl;
using PrivacyGateway.Inspection.Har;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Cli.Explaining;

/// <summary>The options of <c>explain</c>, and the requests that they describe.</summary>
internal sealed class ExplainOptions
{
    private const string StandardInput = "-";
    private const string StandardInputName = "<stdin>";

    private readonly Option<string?> _url = new("--url") { Description = "The URL or request target, exactly as the browser sends it." };
    private readonly Option<string?> _curl = new("--curl")
    {
        Description = "A command that the browser copied as cURL, for bash or cmd; quote it, or pass it to standard input.",
    };
    private readonly Option<string?> _har =
        new("--har") { Description = "A network log that a browser saved as HAR; each hit in it is explained." };
    private readonly Option<int?> _detail = new("--detail") { Description = "The number of a hit of the HAR to explain in full." };
    private readonly Option<string?> _host =
        new("--host") { Description = "The public host to judge requests by, if they have none or were sent to another host." };
    private readonly Option<string?> _method =
        new("--method") { Description = "With --url: the method; GET by default, or POST with --body." };
    private readonly Option<string[]> _cookies =
        new("--cookie") { Description = "A further cookie, name=value; may be repeated.", DefaultValueFactory = static _ => [] };
    private readonly Option<string[]> _headers =
        new("--header", "-H") { Description = "A further header, \"Name: value\"; may be repeated.", DefaultValueFactory = static _ => [] };
    private readonly Option<string?> _body = new("--body") { Description = "With --url: the body, or @FILE to read it from a file." };
    private readonly Argument<string?> _input = new("input")
    {
        Description = "- reads a curl command, an HTTP request, a HAR or a URL from standard input.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public void AddTo(Command command)
    {
        _input.CompletionSources.Add(StandardInput);
        command.Arguments.Add(_input);
        foreach (var option in (Option[])[_url, _curl, _har, _detail, _host, _method, _cookies, _headers, _body])
            command.Options.Add(option);
        command.Validators.Add(Validate);
    }

    public string? HostOf(ParseResult parsed) => parsed.GetValue(_host);

    public int? DetailOf(ParseResult parsed) => parsed.GetValue(_detail);

    public bool HasCookies(ParseResult parsed) => parsed.GetValue(_cookies) is { Length: > 0 };

    /// <exception cref="FormatException">An option, a pasted text or a file is invalid; the message says where and what to do.</exception>
    public ExplainInput Read(ParseResult parsed)
    {
        var further = Headers(parsed);
        var input = ReadSource(parsed);
        if (parsed.GetValue(_detail) is not null && !input.IsRecording)
            throw new FormatException("--detail chooses one of several hits, but there is one request. Remove the option.");
        return input with { Requests = [.. input.Requests.Select(request => request.With(further))] };
    }

    private ExplainInput ReadSource(ParseResult parsed)
    {
        if (parsed.GetValue(_curl) is { } curl)
            return ExplainInput.From(CurlCommand.Parse(curl == StandardInput ? ReadInput() : curl), "the curl command");
        if (parsed.GetValue(_har) is { } har)
            return har == StandardInput ? ExplainInput.From(HarFile.Parse(ReadInput(), StandardInputName), StandardInputName)
                : ExplainInput.From(HarFile.Parse(ReadFile(har), har), har);
        if (parsed.GetValue(_url) is not { } url)
            return PastedText.Read(ReadInput(), StandardInputName);

        var body = Body(parsed.GetValue(_body));
        return ExplainInput.From(
            [TypedRequest.FromUrl(url) with { Method = parsed.GetValue(_method) ?? (body.Length > 0 ? "POST" : "GET"), Body = body }], url);
    }

    private void Validate(CommandResult result)
    {
        var given = new SymbolResult?[] { result.GetResult(_url), result.GetResult(_curl), result.GetResult(_har), InputIn(result) }.Count(
            static source => source is not null);
        if (InputIn(result) is { Tokens: [{ Value: not StandardInput and var text }, ..] })
            result.AddError($"explain takes no \"{text}\" at this place.");
        else if (given != 1)
            result.AddError($"explain needs {(given == 0 ? "one" : "only one")} of --url, --curl, --har, and - for standard input.");
        else if (result.GetResult(_url) is null && (result.GetResult(_method) is not null || result.GetResult(_body) is not null))
            result.AddError("--method and --body need --url. Remove them.");
    }

    private ArgumentResult? InputIn(CommandResult result) => result.GetResult(_input) is { Tokens.Count: > 0 } input ? input : null;

    private List<HeaderLine> Headers(ParseResult parsed)
    {
        var lines = new List<HeaderLine>();
        foreach (var header in parsed.GetValue(_headers)!)
        {
            var colon = header.IndexOf(':');
            if (colon <= 0)
                throw new FormatException("a --header is not of the form \"Name: value\".");
            lines.Add(new HeaderLine(header[..colon].Trim(), WireText.From(header[(colon + 1)..].Trim())));
        }

        if (parsed.GetValue(_cookies) is { Length: > 0 } cookies)
            lines.Add(new HeaderLine("Cookie", WireText.From(string.Join("; ", cookies))));
        return lines;
    }

    private static byte[] Body(string? text)
    {
        if (text is null || !text.StartsWith('@'))
            return text is null ? [] : Encoding.UTF8.GetBytes(text);
        try
        {
            return File.ReadAllBytes(text[1..]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"the file {text[1..]} cannot be read. Check its path.", exception);
        }
    }

    private static string ReadFile(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException($"the file {file} cannot be read. Check its path.", exception);
        }
    }

    private static string ReadInput()
    {
        using var reader = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
