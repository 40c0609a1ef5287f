using System.CommandLine;
using Microsoft.Extensions.Configuration;

namespace TmuxBuilder.Standalone.CommandLine;

/// <summary>The command line: reads the settings from options, environment and file, in that order of weight.</summary>
internal static class StandaloneCommand
{
    private const string Section = "tmuxbuilder";
    private const string EnvironmentPrefix = "TMUXBUILDER_";

    private const string SeenByAll =
        "WARNING: every user of this machine can read --admin-token in the list of processes; give the token in the "
        + "environment, as TMUXBUILDER_ADMIN_TOKEN, or let it be made and kept in the data folder.";

    public static RootCommand Create(Func<IConfiguration, CancellationToken, Task<int>> run)
    {
        var options = Setting.All.ToDictionary(
            setting => setting,
            setting =>
                new Option<string?>($"--{setting.Name}") { Description = setting.Help, HelpName = setting.Value });
        var command = new RootCommand("Tmux Builder on one machine: API, sockets, worker and sites in one process.");
        foreach (var option in options.Values)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(options[Setting.AdminToken]) is not null)
            {
                Console.WriteLine(SeenByAll);
            }

            var given = options.ToDictionary(pair => pair.Key.Key, pair => parsed.GetValue(pair.Value));
            return run(Read(given), cancellationToken);
        });
        return command;
    }

    private static IConfiguration Read(Dictionary<string, string?> given)
    {
        var file = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile(Path.Combine(Environment.CurrentDirectory, "appsettings.json"), optional: true)
            .Build();
        return new ConfigurationBuilder()
            .AddConfiguration(file.GetSection(Section))
            .AddEnvironmentVariables(EnvironmentPrefix)
            .AddInMemoryCollection(given.Where(pair => pair.Value is not null))
            .Build();
    }
}
