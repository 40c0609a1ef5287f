using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Tenants;

/// <summary>Sees to it that keys are known to AWS: new ones are not at once.</summary>
internal sealed class TenantProbe(AwsOptions options, TimeProvider time)
{
    private const int Tries = 60;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    /// <summary>Waits until the keys work, and only with these keys: the platform's own are never asked.</summary>
    /// <exception cref="StoreUnavailableException">They do not work in time.</exception>
    /// <exception cref="InvalidOperationException">They are somebody else's.</exception>
    public async Task ProveAsync(string keyId, string secret, string arn, CancellationToken cancellationToken)
    {
        var config = AwsClients.Set(new AmazonSecurityTokenServiceConfig(), options);
        config.MaxErrorRetry = 1;
        using var sts = new AmazonSecurityTokenServiceClient(new BasicAWSCredentials(keyId, secret), config);
        var backoff = new Backoff(FirstWait, LongestWait, time);
        var begin = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var who = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken);
                if (who.Arn != arn)
                {
                    throw new InvalidOperationException("New keys turned out to be another identity's.");
                }

                return;
            }
            catch (Exception failure) when (AwsFaults.IsFault(failure, cancellationToken))
            {
                if (attempt == Tries || time.GetElapsedTime(begin) > options.Tenants.KeyPatience)
                {
                    throw new StoreUnavailableException(
                        $"New keys did not work within {options.Tenants.KeyPatience}.", failure);
                }
            }

            await backoff.WaitAsync(cancellationToken);
        }
    }
}
