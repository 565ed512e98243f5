"""Django's templates, with the time that rendering takes measured."""

from django.template.backends import django

from queshub.stopwatch import stage


class TimedTemplate(django.Template):
    def render(self, context=None, request=None):
        with stage("render"):
            return super().render(context, request)


class TimedTemplates(django.DjangoTemplates):
    def from_string(self, template_code):
        return TimedTemplate(super().from_string(template_code).template, self)

    def get_template(self, template_name):
        return TimedTemplate(super().get_template(template_name).template, self)
