using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Doorbells;

/// <summary>Registers the doorbell.</summary>
public static class AwsDoorbell
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds <see cref="IDoorbell"/>: a queue of SQS.</summary>
        /// <exception cref="ArgumentException">With a sentence for every mistake in the options.</exception>
        public IServiceCollection AddAwsDoorbell(AwsOptions options)
        {
            options.Check(options.Doorbell.Mistakes());
            services.AddSqs(options);
            services.TryAddSingleton(options);
            return services.AddSingleton<IDoorbell, SqsDoorbell>();
        }
    }
}
