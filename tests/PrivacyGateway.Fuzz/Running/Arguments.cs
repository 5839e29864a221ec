using System.Globalization;
using System.Security.Cryptography;
using PrivacyGateway.Fuzz.Targets;

namespace PrivacyGateway.Fuzz.Running;

/// <summary><c>--target X --count N --seed S --path P</c>; a fresh seed unless one is given.</summary>
internal sealed record Arguments(IReadOnlyList<FuzzTarget> Targets, long Count, ulong Seed, string? Path)
{
    private const long DefaultCount = 200_000;

    public static ulong FreshSeed() => (ulong)RandomNumberGenerator.GetInt32(1, int.MaxValue);

    /// <exception cref="ArgumentException">An option without a value, or an unknown one.</exception>
    public static Arguments Parse(string[] args)
    {
        var arguments = new Arguments(FuzzTargets.All, DefaultCount, FreshSeed(), null);
        for (var i = 1; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                throw new ArgumentException($"{args[i]} needs a value", nameof(args));
            var value = args[i + 1];
            arguments = args[i] switch
            {
                "--target" => arguments with { Targets = [FuzzTargets.Named(value)] },
                "--count" => arguments with { Count = long.Parse(value, CultureInfo.InvariantCulture) },
                "--seed" => arguments with { Seed = ulong.Parse(value, CultureInfo.InvariantCulture) },
                "--path" => arguments with { Path = value },
                _ => throw new ArgumentException($"{args[i]} is not an option", nameof(args)),
            };
        }

        return arguments;
    }
}
