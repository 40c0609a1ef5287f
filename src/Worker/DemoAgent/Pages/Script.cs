namespace TmuxBuilder.DemoAgent.Pages;

/// <summary>The page's only script: the menu on small screens and the contact form.</summary>
internal static class Script
{
    public const string Text = """
        (() => {
          const root = document.documentElement;
          root.classList.add('js');

          const toggle = document.querySelector('.nav-toggle');
          const nav = document.getElementById('nav');
          const open = (state) => {
            toggle.setAttribute('aria-expanded', String(state));
            nav.classList.toggle('open', state);
          };
          toggle.addEventListener('click', () => open(toggle.getAttribute('aria-expanded') !== 'true'));
          nav.addEventListener('click', (event) => { if (event.target.closest('a')) open(false); });
          document.addEventListener('keydown', (event) => { if (event.key === 'Escape') open(false); });

          const form = document.querySelector('.form');
          if (!form) return;
          form.querySelector('button').disabled = false;
          const problems = { name: 'Please tell us your name.', email: 'Please enter a complete e-mail address.', message: 'Please write a few words.' };
          const check = (field) => {
            const good = field.validity.valid && field.value.trim() !== '';
            field.setAttribute('aria-invalid', String(!good));
            document.getElementById(field.id + '-problem').textContent = good ? '' : problems[field.id];
            return good;
          };
          const fields = [...form.querySelectorAll('input, textarea')];
          fields.forEach((field) => field.addEventListener('blur', () => { if (field.value) check(field); }));
          form.addEventListener('submit', (event) => {
            event.preventDefault();
            const result = form.querySelector('.result');
            const wrong = fields.filter((field) => !check(field));
            if (wrong.length > 0) {
              result.textContent = '';
              wrong[0].focus();
              return;
            }
            result.textContent = 'Thank you, ' + form.elements.name.value.trim() + '! This is a demo: nothing was sent.';
            form.reset();
            fields.forEach((field) => field.removeAttribute('aria-invalid'));
          });
        })();

        """;
}
