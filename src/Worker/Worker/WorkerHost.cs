using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TmuxBuilder.AwsSettings;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Worker;

/// <summary>A worker of the fleet: it takes no calls, it listens to the queue.</summary>
internal static class WorkerHost
{
    /// <summary>
    /// Runs until told to stop; 0 = stopped as asked, 1 = cannot start now and may later, 2 = cannot start as set up
    /// (both said why).
    /// </summary>
    /// <param name="configure">May change the composition after it is complete.</param>
    public static async Task<int> RunAsync(
        Func<string, string?> environment, Action<IServiceCollection> configure)
    {
        try
        {
            var find = await StoredSettings.ReadAsync(environment, default);
            var settings = WorkerSettings.Read(new SettingReader(find)) with
            {
                ReadModelKey = StoredSettings.Reader(environment, "MODEL_KEY"),
            };
            using var host = Composition.Build(settings, configure);
            await host.RunAsync();
            return 0;
        }
        catch (StoreUnavailableException away)
        {
            await Console.Error.WriteLineAsync(away.Message);
            return 1;
        }
        catch (Exception e) when (e is SettingsException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }
}
