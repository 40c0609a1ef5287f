using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Mailing;

/// <summary>Registers the mailer.</summary>
public static class AwsMailer
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds <see cref="IMailer"/>: a mail server, as SES is one.</summary>
        /// <exception cref="ArgumentException">With a sentence for every mistake in the options.</exception>
        public IServiceCollection AddAwsMailer(AwsOptions options)
        {
            options.Check(options.Mail.Mistakes());
            return services.AddSingleton(options.Mail).AddSingleton<IMailer, SmtpMailer>();
        }
    }
}
