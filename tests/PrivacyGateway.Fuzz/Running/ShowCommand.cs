namespace PrivacyGateway.Fuzz.Running;

/// <summary><c>show --target X --path FILE</c>: the result of a found input, shrunk, as a line for <c>regressions/X.txt</c>.</summary>
internal static class ShowCommand
{
    public static int Run(Arguments arguments)
    {
        var target = arguments.Targets[0];
        var input = File.ReadAllBytes(arguments.Path ?? throw new ArgumentException("--path is missing", nameof(arguments)));
        if (Failure.Find(target, input) is not { } description)
        {
            Console.WriteLine($"{target.Name}: nothing wrong with {Escaped.Format(input)}");
            return 0;
        }

        Console.WriteLine(new Failure(target.Name, description, Shrinker.Shrink(target, input, description)));
        return 1;
    }
}
