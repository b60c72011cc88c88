"""Pages."""

from django.urls import URLPattern, path

from sync import views

urlpatterns: list[URLPattern] = [path("takeout/", views.load_takeout, name="load-takeout")]
