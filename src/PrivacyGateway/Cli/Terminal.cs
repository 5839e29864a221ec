namespace PrivacyGateway.Cli;

/// <summary>Colours output to a terminal.</summary>
internal static class Terminal
{
    public const string Red = "\e[31m";
    public const string Green = "\e[32m";
    public const string Yellow = "\e[33m";
    public const string Bold = "\e[1m";

    private const string Plain = "\e[0m";

    public static bool IsErrorColoured => !Console.IsErrorRedirected && IsWanted;

    public static bool IsOutputColoured => !Console.IsOutputRedirected && IsWanted;

    /// <summary>https://no-color.org: any non-empty value switches colours off.</summary>
    private static bool IsWanted =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public static string Colour(string code, string text, bool isColoured) => isColoured ? code + text + Plain : text;
}
