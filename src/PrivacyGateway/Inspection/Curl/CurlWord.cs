namespace PrivacyGateway.Inspection.Curl;

/// <summary>A word of a command line, without its quotes.</summary>
/// <param name="Text">One character per byte.</param>
/// <param name="IsQuoted">Whether any part was quoted or escaped; only unquoted <c>;</c> and <c>&amp;</c> separate commands.</param>
/// <param name="Line">The line of its first character, from 1.</param>
internal sealed record CurlWord(string Text, bool IsQuoted, int Line);
