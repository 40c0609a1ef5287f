using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TmuxBuilder.AwsSettings;

namespace TmuxBuilder.Worker;

/// <summary>A worker of the fleet: it takes no calls, it listens to the queue.</summary>
internal static class WorkerHost
{
    /// <summary>Runs until told to stop; 0 = stopped as asked, 2 = cannot start as set up (and said why).</summary>
    /// <param name="configure">May change the composition after it is complete.</param>
    public static async Task<int> RunAsync(
        Func<string, string?> environment, Action<IServiceCollection> configure)
    {
        try
        {
            var find = await StoredSettings.ReadAsync(environment, default);
            var settings = WorkerSettings.Read(new SettingReader(find));
            using var host = Composition.Build(settings, configure);
            await host.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is SettingsException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }
}
